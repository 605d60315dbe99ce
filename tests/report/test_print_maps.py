"""Maps for print: what they carry, where labels stand, how they read in grey, the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely
from PIL import Image
from pyproj import Geod

from analysis.accessibility.question import AddedPoint, Question, default_group
from analysis.accessibility.study import AccessStudy, study
from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.report.build import build_report
from analysis.report.drawn.letters import width_mm, wrapped
from analysis.report.drawn.marks import MarkStyle
from analysis.report.drawn.tokens import SYMBOL_FILLS, Pattern, contrast, lightness, shades
from analysis.report.fonts import missing_glyphs
from analysis.report.maps.drawing import drawn, foot_lines
from analysis.report.maps.furniture import furniture_rects
from analysis.report.maps.gaps_map import gaps_map
from analysis.report.maps.labels import Plate, placed_plates
from analysis.report.maps.layout import Ground, Page, bar_km, divided, grounded
from analysis.report.maps.mark_layer import mark_rects, mark_spots
from analysis.report.maps.placing import Label, NoRoomError, Placed, Rect, apart, place
from analysis.report.maps.plan_map import plan_map
from analysis.report.maps.print_map import Format, PrintMap
from analysis.report.maps.reach_map import people_map, reach_map
from analysis.report.maps.status_map import status_map
from analysis.report.report import Report, ReportState, TrialResultError
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import WORKING_MAP, FileLayer, MapApproval, load_boundaries
from geo.demonstration import load_demonstration
from geo.layers import LayerSet, MixedDataError, Provenance
from geo.people.builtin import built_in_demand
from geo.published import load_published
from geo.text import LANGUAGES, Language, Text
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType
from tests.report.small_world import HOSTILE, LIUZHOU, YULIN, small_report, small_sources

AS_OF, MADE = date(2025, 12, 31), date(2026, 1, 15)
SCHOOL = FacilityType.SPECIAL_SCHOOL
PAGES = [(210.0, 297.0), (297.0, 210.0), (297.0, 420.0), (420.0, 297.0), (160.0, 120.0)]


@lru_cache(maxsize=4)
def layers(demonstration: bool) -> LayerSet:
    return load_demonstration() if demonstration else load_published()


@lru_cache(maxsize=4)
def report(city: str, demonstration: bool) -> Report:
    catalogue, records = load_catalogue(), layers(demonstration)
    assessment = evaluate(catalogue, records, city, AS_OF)
    return build_report(catalogue, records, assessment, small_sources(), ReportState.DRAFT)


@lru_cache(maxsize=2)
def access(city: str) -> AccessStudy:
    question = Question(city, SCHOOL, AS_OF, group=default_group(SCHOOL))
    demand = built_in_demand(city, question.group)
    return study(question, demand, layers(True), StraightLine.default(TravelMode.DRIVING))


def plan(city: str, *, demonstration: bool = True, unplaced: bool = False) -> FacilityPlan:
    """Two projects of the first two counties; the second without a point where asked."""
    places = {"450200": (109.45, 24.35), "450900": (110.16, 22.64)}
    lon, lat = places[city]
    options = tuple(
        Option(
            Site(
                f"s{i}",
                f"演示备选点{i}",
                county.code,
                SiteOrigin.DRAWN,
                *((None, None) if unplaced and i else (lon + 0.02 * i, lat)),
            ),
            FacilityType.COMPREHENSIVE,
            Measure.NEW,
            cost_yuan=9_600_000.0 if i else None,
            cost_basis=Text("外地实例", "example") if i else None,
            lead_years=2,
        )
        for i, county in enumerate(layers(True).counties_of(city)[:2])
    )
    question = PlanQuestion(
        city, AS_OF, FacilityType.COMPREHENSIVE, options, (Wish(next(iter(Objective))),)
    )
    projects = tuple(Project(o, 2026 + i, 2028 + i, None) for i, o in enumerate(options))
    return FacilityPlan(
        question, Outcome.OPTIMAL, (), projects, (), (), None, None, (), (), (), "ab" * 32,
        demonstration,
    )  # fmt: skip


@lru_cache(maxsize=32)
def the_map(kind: str, city: str, demonstration: bool) -> PrintMap:
    borders, said = load_boundaries(), report(city, demonstration)
    if kind == "status":
        return status_map(said, borders, MADE)
    if kind == "plan":
        return plan_map(said, borders, MADE, plan(city, demonstration=demonstration))
    if kind == "reach":
        if demonstration:
            return reach_map(said, borders, MADE, access(city))
        return people_map(said, borders, MADE, built_in_demand(city, default_group(SCHOOL)), SCHOOL)
    return gaps_map(said, borders, MADE)


KINDS = ("status", "gaps", "reach", "plan")
CROWDED = [("plan", LIUZHOU, True), ("gaps", LIUZHOU, True), ("plan", YULIN, True)]
"""The maps with most labels, the widest ones, and most marks between them."""
EVERY = [(k, c, d) for k in KINDS for c in (LIUZHOU, YULIN) for d in (True, False)]


def on_page(shown: PrintMap, size: tuple[float, float]) -> tuple[Page, Ground]:
    page = divided(shown.shapes, *size)
    return page, grounded(shown.shapes, page.frame)


def laid_out(
    shown: PrintMap, size: tuple[float, float], language: Language = "zh"
) -> tuple[Page, Ground, dict[str, tuple[Plate, Placed]], list[Rect]]:
    """Page, ground, plates, and what the plates may not cover."""
    page, ground = on_page(shown, size)
    shapes = {code: ground.shape(s) for code, s in shown.shapes.items()}
    furniture = furniture_rects(shown, page, ground, language).values()
    taken = [*furniture, *mark_rects(shown, page, mark_spots(shown, page, ground), language)]
    return page, ground, placed_plates(shown, page, ground, shapes, taken, language), taken


def said_by(shown: PrintMap, language: Language) -> list[str]:
    """Every text of a map."""
    texts = [shown.title, shown.under, shown.alt, shown.note, *shown.imprint.sources]
    texts += [shown.imprint.notice, shown.imprint.state, *shown.imprint.marks]
    for face in shown.faces:
        texts += [face.name, face.words, face.sub]
    for group in shown.legend:
        texts += [group.title, *(i.text for i in group.items), *(i.count for i in group.items)]
    for listing in shown.listings:
        texts += [listing.title, *listing.lines]
    return [t.get(language) for t in texts if t is not None]


@pytest.mark.parametrize(("kind", "city", "demonstration"), CROWDED)
@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_labels_meet_and_all_lie_in_the_map(
    kind: str, city: str, demonstration: bool, size: tuple[float, float], language: Language
) -> None:
    page, _, plates, _ = laid_out(the_map(kind, city, demonstration), size, language)
    rects = [placed.rect for _, placed in plates.values()]
    assert not any(a.meets(b) for a, b in combinations(rects, 2))
    assert all(page.frame.holds(rect) for rect in rects)


@pytest.mark.parametrize(("kind", "city", "demonstration"), CROWDED)
@pytest.mark.parametrize("size", [(210.0, 297.0), (297.0, 420.0)])
def test_no_label_covers_a_facility_the_scale_bar_or_the_notice(
    kind: str, city: str, demonstration: bool, size: tuple[float, float]
) -> None:
    _, _, plates, taken = laid_out(the_map(kind, city, demonstration), size)
    assert not any(placed.rect.meets(r) for _, placed in plates.values() for r in taken)


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_a_label_stands_in_its_county_or_is_tied_to_it(city: str) -> None:
    shown = the_map("gaps", city, True)
    _, ground, plates, _ = laid_out(shown, (210.0, 297.0))
    for code, (_, placed) in plates.items():
        shape = ground.shape(shown.shapes[code])
        if placed.leader is None:
            inside = shape.intersection(placed.rect.polygon).area
            assert inside >= 0.85 * placed.rect.polygon.area
        else:
            assert shape.contains(shapely.Point(placed.leader[1]))


def test_a_small_urban_district_is_named_outside_by_a_line() -> None:
    _, _, plates, _ = laid_out(the_map("gaps", LIUZHOU, True), (210.0, 297.0))
    assert plates["450202"][1].leader is not None
    assert plates["450225"][1].leader is None


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_all_maps_of_a_city_have_one_extent(city: str) -> None:
    every = [the_map(k, city, d) for k in KINDS for d in (True, False)]
    assert len({on_page(shown, (210.0, 297.0)) for shown in every}) == 1


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("size", PAGES)
def test_the_whole_city_lies_in_the_frame(city: str, size: tuple[float, float]) -> None:
    shown = the_map("gaps", city, True)
    page, ground = on_page(shown, size)
    frame = page.frame.polygon
    assert all(frame.contains(ground.shape(shape)) for shape in shown.shapes.values())


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("size", PAGES)
def test_the_scale_bar_is_true_to_a_tenth_of_a_percent(
    city: str, size: tuple[float, float]
) -> None:
    shown = the_map("gaps", city, True)
    page, ground = on_page(shown, size)
    km = bar_km(ground.scale, page.frame.x1 - page.frame.x0)
    bar_mm = km * 1e6 / ground.scale
    west, south, east, north = shapely.total_bounds(list(shown.shapes.values()))
    lon, lat = (west + east) / 2, (south + north) / 2
    far = Geod(ellps="GRS80").fwd(lon, lat, 45.0, km * 1000)
    x, y = ground.xy([lon, far[0]], [lat, far[1]])
    assert np.hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(bar_mm, rel=1e-3)


def test_the_north_arrow_points_along_the_meridian() -> None:
    shown = the_map("gaps", LIUZHOU, True)
    _, ground = on_page(shown, (210.0, 297.0))
    x, y = ground.xy([109.35, 109.35], [24.9, 25.0])
    along = np.degrees(np.arctan2(x[1] - x[0], y[0] - y[1]))
    assert ground.turned_deg == pytest.approx(along, abs=0.05)
    assert 0.3 < ground.turned_deg < 1.5


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
def test_every_map_carries_the_warning_word_for_word(
    kind: str, city: str, demonstration: bool
) -> None:
    shown = the_map(kind, city, demonstration)
    assert shown.imprint.notice.zh == "内部工作底图，未经地图审核，不得公开"
    assert shown.imprint.demonstration is demonstration


@pytest.mark.parametrize(("kind", "city", "demonstration"), EVERY)
def test_counties_stand_in_code_order(kind: str, city: str, demonstration: bool) -> None:
    codes = [face.code for face in the_map(kind, city, demonstration).faces]
    assert codes == sorted(codes)
    assert len(codes) == (10 if city == LIUZHOU else 7)


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


def test_the_legend_of_verdicts_keeps_its_zeros_and_adds_up() -> None:
    (group,) = the_map("gaps", YULIN, False).legend
    counts = {i.symbol: i.count.zh for i in group.items if i.count is not None}
    assert counts == {Symbol.MET: "0 个", Symbol.UNMET: "0 个", Symbol.PENDING: "7 个"}


def test_the_map_of_each_requirement_counts_every_county_once() -> None:
    said = report(LIUZHOU, True)
    for column in (c for c in said.matrix.columns if not c.absent):
        (group,) = gaps_map(said, load_boundaries(), MADE, column.requirement_id).legend
        assert sum(int(i.count.en) for i in group.items if i.count is not None) == 10


def test_a_requirement_the_plan_lacks_has_no_map() -> None:
    with pytest.raises(KeyError):
        gaps_map(report(LIUZHOU, True), load_boundaries(), MADE, "yulin.special-school")


def test_facilities_known_to_the_city_only_are_named_beside_the_map_and_not_drawn() -> None:
    shown = the_map("status", LIUZHOU, False)
    listed = [line.zh for listing in shown.listings for line in listing.lines]
    assert shown.marks == ()
    assert "只知在本市：柳州市儿童福利院（儿童福利机构，运营）" in listed
    assert shown.note is not None
    assert shown.note.zh.startswith("图上还没有设施点。")


def test_every_facility_is_drawn_or_named_beside_the_map() -> None:
    said, shown = report(YULIN, True), the_map("status", YULIN, True)
    absent = next(x for x in shown.listings if x.title.zh.startswith("未上图"))
    assert len(shown.marks) + len(absent.lines) == len(said.facilities)


def test_the_legend_of_facilities_keeps_types_nobody_has() -> None:
    (group,) = the_map("status", YULIN, False).legend
    assert [i.count.en for i in group.items if i.text.zh == "康复" and i.count] == ["0 / 0"]


def test_the_reach_map_shares_the_studys_persons_by_band() -> None:
    shown, found = the_map("reach", YULIN, True), access(YULIN)
    bands = shown.legend[0].items
    assert [i.text for i in bands[: len(found.bands)]] == [b.title for b in found.bands]
    shares = [float(i.short.zh.rstrip("%")) for i in bands if i.short is not None]
    assert sum(shares) == pytest.approx(100, abs=0.4)


def test_the_reach_map_says_the_share_of_each_county() -> None:
    shown, found = the_map("reach", LIUZHOU, True), access(LIUZHOU)
    face = next(f for f in shown.faces if f.code == "450206")
    share = found.areas.area("450206").reached_share
    assert face.words is not None
    assert face.words.zh == f"{share:.1%}"


def test_without_a_facility_with_a_point_the_map_shows_people_and_says_so() -> None:
    shown = the_map("reach", YULIN, False)
    assert shown.marks == ()
    assert "人口底图" in shown.title.zh
    assert shown.note is not None
    assert "不是服务覆盖" in shown.note.zh


def test_a_study_that_tries_points_out_is_no_map_of_a_report() -> None:
    found = access(YULIN)
    tried = replace(found, question=found.question.with_point(AddedPoint("P", 110.1, 22.6)))
    with pytest.raises(TrialResultError):
        reach_map(report(YULIN, True), load_boundaries(), MADE, tried)


def test_an_invented_study_or_plan_comes_on_no_real_map() -> None:
    said, borders = report(YULIN, False), load_boundaries()
    with pytest.raises(MixedDataError):
        reach_map(said, borders, MADE, access(YULIN))
    with pytest.raises(MixedDataError):
        plan_map(said, borders, MADE, plan(YULIN))


def test_a_plan_of_another_city_comes_on_no_map() -> None:
    with pytest.raises(ValueError, match="another city"):
        plan_map(report(LIUZHOU, True), load_boundaries(), MADE, plan(YULIN))


def test_proposed_projects_are_marked_and_numbered_as_such() -> None:
    shown = the_map("plan", YULIN, True)
    proposed = [m for m in shown.marks if m.style is MarkStyle.PROPOSED]
    assert [m.tag.zh for m in proposed if m.tag is not None] == ["拟1", "拟2"]
    assert len(shown.marks) == len(the_map("status", YULIN, True).marks) + 2


def test_projects_are_listed_by_the_year_they_come_into_use() -> None:
    titles = [listing.title.zh for listing in the_map("plan", YULIN, True).listings]
    assert titles == ["2028 年投用（1 个）", "2029 年投用（1 个）"]


def test_a_project_without_a_point_is_listed_and_not_drawn() -> None:
    made = plan_map(report(YULIN, True), load_boundaries(), MADE, plan(YULIN, unplaced=True))
    lines = [line.zh for listing in made.listings for line in listing.lines]
    assert sum(m.style is MarkStyle.PROPOSED for m in made.marks) == 1
    assert lines[1].endswith("未定点")
    assert "造价待定" in lines[0]


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


@pytest.mark.parametrize("kind", ["gaps", "reach"])
def test_the_same_map_is_the_same_bytes(kind: str) -> None:
    shown = the_map(kind, YULIN, True)
    assert shown.png("zh", 120, 90, 40) == shown.png("zh", 120, 90, 40)
    assert shown.pdf("zh", 120, 90) == shown.pdf("zh", 120, 90)


def test_another_process_with_other_hashes_makes_the_same_bytes() -> None:
    shown = gaps_map(small_report()[0], load_boundaries(), MADE)
    here = shown.png("zh", 120, 90, 40) + shown.pdf("zh", 120, 90)
    code = (
        "import hashlib, sys; sys.path.insert(0, '.')\n"
        "from tests.report.small_world import small_report\n"
        "from analysis.report.maps.gaps_map import gaps_map\n"
        "from geo.boundaries import load_boundaries\n"
        "from datetime import date\n"
        "m = gaps_map(small_report()[0], load_boundaries(), date(2026, 1, 15))\n"
        "b = m.png('zh', 120, 90, 40) + m.pdf('zh', 120, 90)\n"
        "print(hashlib.sha256(b).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_picture_is_as_large_as_asked_and_says_what_it_is() -> None:
    shown = the_map("gaps", YULIN, True)
    picture = Image.open(io.BytesIO(shown.png("zh", 160, 120, 127)))
    assert picture.size == (800, 600)
    assert picture.info["Title"] == shown.title.zh
    assert picture.info["Description"] == shown.alt.zh
    assert "不得公开" in picture.info["Comment"]
    assert "演示数据" in picture.info["Comment"]


def test_the_pdf_holds_its_text_as_text_and_the_day_it_was_made(
    tmp_path: object, pdf_to_png_executable: object
) -> None:
    made = the_map("gaps", YULIN, True).pdf("zh", 210, 297)
    path = tmp_path / "map.pdf"  # type: ignore[operator]
    path.write_bytes(made)
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "玉林市残疾人服务设施短板图" in text
    assert "内部工作底图，未经地图审核，不得公开" in text
    assert b"D:20260115" in made


@pytest.mark.parametrize(
    "name", [*HOSTILE[::4], "$x_1^2$", "$\\frac{1}{0}$", "a\u202eb", "\U0001f600", ""]
)
def test_a_hostile_name_is_drawn_as_text(name: str) -> None:
    said, *_ = small_report(LIUZHOU, hostile=name)
    borders = load_boundaries()
    for shown in (status_map(said, borders, MADE), gaps_map(said, borders, MADE)):
        assert shown.png("zh", 210, 297, 40).startswith(b"\x89PNG")


def test_a_formula_in_a_name_is_no_formula() -> None:
    said, *_ = small_report(LIUZHOU, hostile="$x_1$")
    sheet, _ = drawn(status_map(said, load_boundaries(), MADE), "zh", 297, 420)
    texts = [t for t in sheet._axes.texts + sheet._axes.artists if hasattr(t, "get_text")]
    held = [t for t in texts if "$x_1$" in t.get_text()]
    assert held
    assert not any(t.get_parse_math() for t in texts)


def test_verdicts_on_one_map_differ_by_pattern_or_by_grey() -> None:
    families = (
        (Symbol.MET, Symbol.UNMET, Symbol.PENDING),
        (Symbol.BUILT, Symbol.NOT_BUILT, Symbol.PENDING),
        (Symbol.TRIGGERED, Symbol.NOT_TRIGGERED, Symbol.PENDING),
    )
    for family in families:
        for one, other in combinations((SYMBOL_FILLS[s] for s in family), 2):
            grey = abs(lightness(one.base) - lightness(other.base))
            assert one.pattern is not other.pattern or grey >= 20


def test_patterns_show_on_their_ground_in_grey() -> None:
    for fill in SYMBOL_FILLS.values():
        if fill.pattern in (Pattern.DOTS, Pattern.HATCH):
            assert contrast(fill.base, fill.ink) >= 3


@pytest.mark.parametrize("count", range(1, 8))
def test_purples_darken_step_by_step_in_grey(count: int) -> None:
    steps = [lightness(c) for c in shades(count)]
    least = 12 if count <= 5 else 8
    assert all(a - b >= least for a, b in pairwise(steps))


def test_in_a_grey_print_the_unmet_county_is_speckled_and_the_met_one_is_even() -> None:
    shown = the_map("gaps", LIUZHOU, True)
    _, ground = on_page(shown, (297.0, 420.0))
    plain = replace(shown, imprint=replace(shown.imprint, demonstration=False))
    grey = np.asarray(Image.open(io.BytesIO(plain.png("zh", 297, 420, 100))).convert("L"), float)

    def unevenness(code: str) -> float:
        x, y = (float(v) for v in ground.xy(*_spot(shown, code)))
        row, column = int(y / 25.4 * 100), int(x / 25.4 * 100)
        return float(grey[row - 12 : row + 12, column - 12 : column + 12].std())

    faces = {f.code: f.symbol for f in shown.faces}
    met = [c for c, s in faces.items() if s is Symbol.MET and c == "450223"]
    unmet = [c for c, s in faces.items() if s is Symbol.UNMET and c == "450225"]
    assert len(met) == len(unmet) == 1
    assert unevenness(unmet[0]) > 10
    assert unevenness(met[0]) < 3


def _spot(shown: PrintMap, code: str) -> tuple[float, float]:
    """A place in the county where no label stands: in the lower right of the largest free part."""
    _, ground, plates, _ = laid_out(shown, (297.0, 420.0))
    free = ground.shape(shown.shapes[code])
    for _, placed in plates.values():
        free = free.difference(placed.rect.grown(1).polygon)
        if placed.leader is not None:
            free = free.difference(shapely.LineString(placed.leader).buffer(2))
    point = shapely.maximum_inscribed_circle(free).coords[0]
    # Back to degrees: by search, the projection has no inverse here.
    west, south, east, north = shown.shapes[code].bounds
    lon, lat = np.meshgrid(np.linspace(west, east, 400), np.linspace(south, north, 400))
    x, y = ground.xy(lon.ravel(), lat.ravel())
    best = int(np.argmin(np.hypot(x - point[0], y - point[1])))
    return float(lon.ravel()[best]), float(lat.ravel()[best])


def test_paper_is_turned_so_that_the_city_is_drawn_larger() -> None:
    for city in (LIUZHOU, YULIN):
        shown = the_map("gaps", city, True)
        width, height = shown.page(Format.A4)
        scale = on_page(shown, (width, height))[1].scale
        assert scale <= on_page(shown, (height, width))[1].scale


def test_the_writers_of_pictures_load_only_when_a_picture_is_asked_for() -> None:
    code = (
        "import sys\n"
        "import analysis.report.maps.gaps_map, analysis.report.maps.status_map\n"
        "import analysis.report.maps.plan_map, analysis.report.fonts\n"
        "assert 'matplotlib' not in sys.modules and 'fontTools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_label_without_room_is_refused_in_words() -> None:
    area = shapely.box(0, 0, 5, 5)
    labels = [Label(str(i), 30, 30, area, (2.5, 2.5)) for i in range(9)]
    with pytest.raises(NoRoomError, match="no room"):
        place(labels, Rect(0, 0, 60, 60), [])


def test_marks_on_one_point_are_drawn_apart() -> None:
    spots = apart([(10.0, 10.0)] * 4, 4.0, 9.0)
    far = [np.hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(spots, 2)]
    assert min(far) > 3.9


def test_a_mark_alone_stays_at_its_point() -> None:
    assert apart([(10.0, 10.0), (50.0, 50.0)], 4.0, 9.0) == ((10.0, 10.0), (50.0, 50.0))


def test_lines_break_within_their_room_and_never_before_a_full_stop() -> None:
    lines = wrapped("待核实的县先核实，不列入方案。资料没有报齐，未报不等于未建。", 8, 30)
    assert all(width_mm(line, 8) <= 30 for line in lines)
    assert not any(line[0] in "，。" for line in lines)
