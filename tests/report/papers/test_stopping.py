"""A pack is ended between two pictures, and tells which file and which picture it is at."""

from __future__ import annotations

import pytest

from analysis.report.papers.brief import brief_of
from analysis.report.papers.pack import FORMAT_WORDS, Format, make_pack
from analysis.report.papers.stopping import PackStoppedError, Steps, figures_of, watched
from geo.boundaries import load_boundaries
from geo.text import Text
from tests.report.papers.examples import small_contents


def test_it_says_the_file_and_the_picture_and_never_goes_back() -> None:
    told: list[tuple[float, Text]] = []

    def hear(share: float, doing: Text) -> bool:
        told.append((share, doing))
        return True

    make_pack(small_contents(), (Format.DOCX, Format.PDF), load_boundaries(), progress=hear)
    words = [doing.zh for _, doing in told]
    assert FORMAT_WORDS[Format.DOCX].zh in words
    assert f"{FORMAT_WORDS[Format.DOCX].zh}：示意图" in words
    assert f"{FORMAT_WORDS[Format.PDF].zh}：示意图" in words
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_it_ends_at_the_first_picture_inside_a_file() -> None:
    heard: list[str] = []

    def stop_at_a_picture(_: float, doing: Text) -> bool:
        heard.append(doing.zh)
        return "示意图" not in doing.zh

    with pytest.raises(PackStoppedError):
        make_pack(small_contents(), tuple(Format), load_boundaries(), progress=stop_at_a_picture)
    assert heard == ["汇报材料（Word）", "汇报材料（Word）：示意图"]


def test_an_end_wished_at_the_last_moment_hands_nothing_out() -> None:
    with pytest.raises(PackStoppedError):
        make_pack(
            small_contents(), (Format.XLSX,), load_boundaries(), progress=lambda s, _: s < 1.0
        )


def test_a_paper_has_as_many_pictures_as_its_blocks() -> None:
    assert figures_of(brief_of(small_contents())) == 2


def test_without_anybody_to_tell_work_goes_on() -> None:
    watching = watched(small_contents(), Steps([1.0], None))
    name, drawing = next(iter(small_contents().drawings.items()))
    assert watching.drawings[name].png("zh", 80, 60, 40) == drawing.png("zh", 80, 60, 40)
