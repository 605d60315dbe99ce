"""Maps for print as files of the pack: each as PDF and PNG in a folder, none without maps."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from analysis.report.maps.gaps_map import gaps_map
from analysis.report.maps.print_map import Format as Paper
from analysis.report.maps.status_map import status_map
from analysis.report.papers.contents import Contents
from analysis.report.papers.drawings import DrawnOnce
from analysis.report.papers.map_files import map_files, print_maps
from analysis.report.papers.pack import Format, PackStoppedError, formats_of, make_pack, pack_zip
from geo.boundaries import load_boundaries
from geo.text import Text
from tests.report.papers.examples import YULIN, city_contents, small_contents


def contents() -> Contents:
    """The small world of Liuzhou with two of its maps."""
    made = small_contents()
    borders = load_boundaries()
    drawings = {
        "verdicts": DrawnOnce(gaps_map(made.report, borders, None)),
        "facilities": DrawnOnce(status_map(made.report, borders, None)),
    }
    return replace(made, drawings=drawings)


def test_every_map_of_a_city_is_among_the_files() -> None:
    titles = [m.title.zh for m in print_maps(city_contents(YULIN, True, maps=True))]
    assert titles == [
        "玉林市残疾人服务设施现状分布图",
        "玉林市残疾人服务设施短板图",
        "玉林市残疾人服务覆盖图",
        "玉林市残疾人服务设施规划布局图",
    ]


def test_each_map_is_a_pdf_and_a_picture_named_by_its_paper() -> None:
    files = map_files(contents(), "zh", Paper.A3)
    assert [f.name.rsplit("_", 1)[1] for f in files] == ["A3.pdf", "A3.png"] * 2
    assert all(f.name.startswith("演示_柳州市_") for f in files)
    assert files[0].content.startswith(b"%PDF")
    assert Image.open(io.BytesIO(files[1].content)).size == (2338, 3307)


def test_the_same_contents_give_the_same_files() -> None:
    assert map_files(contents()) == map_files(contents())


def test_in_the_pack_they_stand_in_a_folder() -> None:
    made = make_pack(contents(), (Format.XLSX, Format.MAPS), load_boundaries())
    names = zipfile.ZipFile(io.BytesIO(pack_zip(contents(), made))).namelist()
    assert sum(name.startswith("地图/") for name in names) == 4
    assert len(names) == 5


def test_a_frozen_assessments_own_name_is_in_their_names() -> None:
    called = Text("中期", "midterm")
    made = make_pack(contents(), (Format.MAPS,), load_boundaries(), called=called)
    assert all("中期" in file.name for file in made)


def test_an_edition_without_maps_has_none() -> None:
    bare = city_contents(YULIN, True, maps=False)
    of_maps = (Format.MAPS, Format.GPKG, Format.HTML)
    assert make_pack(bare, of_maps, load_boundaries()) == ()
    assert set(formats_of(bare, tuple(Format))) == set(Format) - set(of_maps)
    with_maps = city_contents(YULIN, True, maps=True)
    assert formats_of(with_maps, tuple(Format)) == tuple(Format)


def test_the_reader_can_stop_before_the_next_map() -> None:
    told: list[str] = []

    def hear(_share: float, word: Text) -> bool:
        told.append(word.zh)
        return "现状分布图" not in word.zh

    with pytest.raises(PackStoppedError):
        make_pack(contents(), (Format.MAPS,), load_boundaries(), progress=hear)
    assert told[-1] == "打印地图（PDF、PNG）：柳州市残疾人服务设施现状分布图"
