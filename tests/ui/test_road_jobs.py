"""Roads are built beside the page, one work on a city at a time, and leave nothing behind."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.__main__ import main
from geo.roads.shelf import Shelf
from tests.roads.test_roads_command import ROADS
from tests.ui.test_pages import opened
from ui.accessibility import road_jobs

PAGE = "ui/pages/accessibility.py"
CITY = "450900"


class Upload(io.BytesIO):
    """A file as the upload box hands it over."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text.encode())
        self.name = name


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files; no job is left running."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(road_jobs.people, "require_editor", lambda: None)
    road_jobs.forget(CITY)
    yield folder
    if (job := road_jobs.last(CITY)) is not None:
        job.cancel()
    road_jobs.forget(CITY)


@dataclass(frozen=True)
class Built:
    """What one upload came to."""

    stored: bool
    source: str
    left_files: list[Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A file whose name looks like an option was uploaded and the work on it has ended."""
    temporary, roads = tmp_path_factory.mktemp("temporary"), tmp_path_factory.mktemp("roads")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setattr(road_jobs.people, "require_editor", lambda: None)
        patch.setenv("PLANNER_ROADS", str(roads))
        road_jobs.forget(CITY)
        assert road_jobs.begin_file(CITY, Upload("--online.osm", ROADS))
        job = road_jobs.last(CITY)
        assert job is not None
        assert job.listener is not None
        job.listener.join(timeout=60)
        source = Shelf(roads).network(CITY).source
        return Built(job.answer["stored"], source, list(temporary.iterdir()))


def test_an_uploaded_file_becomes_the_citys_roads(built: Built) -> None:
    assert built.stored is True


def test_a_name_like_an_option_is_a_name(built: Built) -> None:
    assert built.source == "--online.osm"


def test_the_upload_goes_when_the_work_ends_though_nobody_looks(built: Built) -> None:
    assert built.left_files == []


def test_the_upload_goes_when_the_work_is_cancelled(temporary: Path) -> None:
    road_jobs.begin_file(CITY, Upload("玉林.osm", ROADS))
    road_jobs.cancel(CITY)
    assert list(temporary.iterdir()) == []


class Unended:
    """Work that goes on until it is cancelled."""

    running = True

    def cancel(self) -> None:
        self.running = False


def test_a_second_work_on_a_city_waits_and_takes_no_file_in(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road_jobs.jobs, "start", lambda *_: Unended())
    assert road_jobs.begin_file(CITY, Upload("玉林.osm", ROADS))
    (first,) = temporary.iterdir()
    assert not road_jobs.begin_file(CITY, Upload("玉林市.osm", ROADS))
    assert list(temporary.iterdir()) == [first]


def store_roads(folder: Path) -> None:
    """The roads of the file are those of the city, as the app's work leaves them."""
    file = folder / "玉林.osm"
    file.write_text(ROADS, encoding="utf-8")
    assert main(["roads", "--city", CITY, "--file", str(file)]) == 0


def page_on(city: str) -> AppTest:
    return opened(city, demonstration=True).switch_page(PAGE).run()


def page_said(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.warning, app.error, app.success, app.info)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_without_roads_the_page_says_what_times_rest_on() -> None:
    assert "还没有玉林市的路网" in page_said(page_on(CITY))


def test_stored_roads_say_what_they_are_and_carry_the_times(tmp_path: Path) -> None:
    store_roads(tmp_path)
    said = page_said(page_on(CITY))
    assert "玉林市路网：玉林\\.osm" in said
    assert "驾车：参与计算的道路" in said


def test_back_to_the_defaults_brings_back_the_walking_speed(tmp_path: Path) -> None:
    store_roads(tmp_path)
    app = page_on(CITY)
    walking = next(radio for radio in app.radio if str(radio.key).startswith("speeds_walking"))
    default = walking.value
    walking.set_value(next(o for o in (3.29, 5.0) if o != default)).run()
    app.button(key="speeds_reset").click().run()
    again = next(radio for radio in app.radio if str(radio.key).startswith("speeds_walking"))
    assert again.value == default
