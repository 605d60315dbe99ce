"""What every map carries: warning or review number, days, state, run, words for all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.report.fonts import missing_glyphs, printable
from analysis.report.map_marks import MARKS
from analysis.report.maps.drawing import _bare, _foot, foot_lines
from analysis.report.maps.gaps_map import gaps_map
from geo.boundaries import WORKING_MAP, FileLayer, MapApproval, load_boundaries
from geo.layers import Provenance
from geo.text import LANGUAGES, Language, Text
from tests.report.maps.map_examples import (
    EVERY,
    MADE,
    access,
    report,
    said_by,
    the_map,
    words_on,
)
from tests.report.small_plans import LIUZHOU, YULIN


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
def test_every_map_carries_the_warning_word_for_word(
    kind: str, city: str, demonstration: bool
) -> None:
    shown = the_map(kind, city, demonstration)
    assert shown.imprint.notice.zh == "内部工作底图，未经地图审核，不得公开"
    assert shown.imprint.demonstration is demonstration


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_map_has_its_glyphs(
    kind: str, city: str, demonstration: bool, language: Language
) -> None:
    said = said_by(the_map(kind, city, demonstration), language)
    assert missing_glyphs("".join(said)) == frozenset()


def test_a_review_number_is_printed_only_on_the_whole_unaltered_file() -> None:
    frame = load_boundaries().frame
    own = frame[frame["city_code"] == YULIN]
    approval = MapApproval("桂S（2025）01-001号", "玉林市行政区划图", "f" * 64)

    def notice(approved: object, shapes: object = own) -> Text:
        layer = FileLayer(shapes, Provenance("own.gpkg", "x"), "f" * 64, "", None)  # type: ignore[arg-type]
        whole = replace(layer, read_fingerprint=layer.fingerprint, approval=approved)  # type: ignore[arg-type]
        return gaps_map(report(YULIN, False), whole, MADE).imprint.notice

    assert notice(approval).zh == "审图号：桂S（2025）01-001号"
    assert notice(None) == WORKING_MAP
    assert notice(replace(approval, sha256="e" * 64)) == WORKING_MAP
    # A map of one city from a file of two is no longer the one that was reviewed.
    assert notice(approval, frame) == WORKING_MAP


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
def test_the_alternative_says_the_title_and_a_number(
    kind: str, city: str, demonstration: bool
) -> None:
    shown = the_map(kind, city, demonstration)
    for language in LANGUAGES:
        alt = shown.alt.get(language)
        assert re.search(r"\d", alt)
        assert "残疾人" in shown.alt.zh


def test_days_state_and_run_stand_under_the_map() -> None:
    foot = "\n".join(foot_lines(the_map("reach", YULIN, True), "zh"))
    assert "评估时点 2025-12-31" in foot
    assert "编制日期 2026-01-15" in foot
    assert f"{report(YULIN, True).run_id} / {access(YULIN).run_id}" in foot


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
@pytest.mark.parametrize(
    ("size", "plain"),
    [((210.0, 297.0), False), ((158.0, 104.0), False), ((200.0, 132.0), True)],
)
def test_source_days_run_warning_and_legend_stand_whole_on_every_picture(
    kind: str, city: str, demonstration: bool, size: tuple[float, float], plain: bool
) -> None:
    shown = the_map(kind, city, demonstration)
    for language in LANGUAGES:
        drawn_words = "".join(w for w, _ in words_on(shown, size, language, plain=plain))
        seen = re.sub(r"\s", "", drawn_words)
        said = [*(s.get(language) for s in shown.imprint.sources), shown.imprint.run_id]
        said += [shown.imprint.as_of.isoformat(), MADE.isoformat()]
        said += [shown.imprint.notice.get(language)]
        if not plain or kind == "plan":
            # On a slide big numbers, signs and colours beside the map are its legend.
            said += [group.title.get(language) for group in shown.legend]
            said += [i.text.get(language) for group in shown.legend for i in group.items]
            said += [shown.note.get(language)] if shown.note is not None else []
        for words in said:
            assert re.sub(r"\s", "", printable(words)) in seen, words


@pytest.mark.parametrize(("kind", "city", "demonstration"), [e for e in EVERY if e[2]])
@pytest.mark.parametrize(
    ("size", "plain", "least", "names"),
    [
        ((210.0, 297.0), False, 7.5, 9.0),
        ((297.0, 420.0), False, 9.0, 11.0),
        ((158.0, 104.0), False, 7.5, 9.0),
        ((306.0, 132.0), True, 9.0, 11.0),
    ],
)
def test_letters_are_large_enough_to_read(
    kind: str,
    city: str,
    demonstration: bool,
    size: tuple[float, float],
    plain: bool,
    least: float,
    names: float,
) -> None:
    shown = the_map(kind, city, demonstration)
    characters = {c for c, _ in MARKS.values()} | {"?", "N"}
    for language in LANGUAGES:
        words = words_on(shown, size, language, plain=plain)
        assert min(s for w, s in words if w not in characters) >= least - 1e-9
        said = {f.name.get(language) for f in shown.faces}
        assert min(s for w, s in words if w in said) >= names


def test_the_combined_gap_map_states_its_rule_on_every_picture() -> None:
    shown = the_map("gaps", LIUZHOU, True)
    for size, plain in (((158.0, 104.0), False), ((210.0, 297.0), False), ((306.0, 132.0), True)):
        seen = "".join(w for w, _ in words_on(shown, size, plain=plain))
        assert "最不利的一项：先尚未达到，次待核实，再已达到" in seen


def test_maps_of_two_requirements_have_two_titles() -> None:
    said = report(YULIN, True)
    ids = [c.requirement_id for c in said.matrix.columns if not c.absent]
    shown = [gaps_map(said, load_boundaries(), MADE, i).title.zh for i in (*ids, "all")]
    assert len(set(shown)) == len(shown)
    assert "玉林市残疾人服务设施短板图：特教学校" in shown


def test_without_a_day_none_is_printed() -> None:
    made = replace(the_map("gaps", YULIN, True).imprint, made_on=None)
    shown = replace(the_map("gaps", YULIN, True), imprint=made)
    assert not any("编制日期" in w for w, _ in words_on(shown, (210.0, 297.0)))


@pytest.mark.parametrize("kind", ["status", "gaps", "reach"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_slide_the_lines_under_a_map_stay_under_it(
    kind: str, language: Language
) -> None:
    shown = the_map(kind, YULIN, True)
    late = replace(shown, imprint=replace(shown.imprint, known_on=date(2026, 1, 31)))
    page = _bare(late, language, 100, 110)
    lines, top = _foot(late, page, language)
    assert len(lines) > 3
    assert top >= page.frame.y1
