"""What the catalogue refuses, lists and asks; and what a trial changes."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from analysis.requirements.catalogue import REQUIREMENTS_DIR, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from analysis.requirements.listing import COLUMNS, catalogue_rows
from analysis.requirements.rulings import check_rulings
from analysis.requirements.schema import CatalogueFile
from analysis.requirements.trial import TrialChange, trial_changes
from geo.counties import load_cities, load_counties
from geo.issues import Severity
from geo.layers import LayerSet
from geo.records import Completeness, DateSpan, Facility, PurchasedService, Ruling
from geo.vocabulary import FacilityType, Level, Operation, ProviderKind, Status

CATALOGUE = load_catalogue()
AS_OF = date(2025, 12, 31)
YULIN, BOBAI, LUCHUAN = "450900", "450923", "450922"
THREE, SHARE = "yulin.three-facilities", "yulin.mental-health-share"


# what a file may not be


def yulin_file() -> dict[str, Any]:
    text = (REQUIREMENTS_DIR / "yulin-2022.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def entry(of: dict[str, Any], entry_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(e for e in of["entry"] if e["id"] == entry_id)
    return found


def test_the_shipped_file_is_accepted() -> None:
    assert CatalogueFile.model_validate(yulin_file()).document.id == "yulin-2022"


@pytest.mark.parametrize("at", ["", "document", "entry", "check", "threshold", "question", "title"])
def test_a_key_that_is_not_known_is_refused(at: str) -> None:
    file = yulin_file()
    checked = entry(file, THREE)
    place = {
        "": file,
        "document": file["document"],
        "entry": checked,
        "check": checked["check"],
        "threshold": checked["check"]["thresholds"][0],
        "question": checked["questions"][0],
        "title": checked["title"],
    }[at]
    place["minutes"] = 30
    with pytest.raises(ValidationError, match="minutes"):
        CatalogueFile.model_validate(file)


@pytest.mark.parametrize(
    ("entry_id", "gone", "added"),
    [
        (THREE, "check", {}),
        ("yulin.f-13y", "data_needed", {}),
        ("yulin.item-3-1-1", "qualitative", {}),
        (THREE, "", {"qualitative": True}),
        (THREE, "", {"data_needed": {"zh": "数", "en": "a number"}}),
        ("yulin.f-13y", "", {"qualitative": True}),
    ],
)
def test_an_entry_says_in_one_way_how_it_is_checked(
    entry_id: str, gone: str, added: dict[str, Any]
) -> None:
    file = yulin_file()
    changed = entry(file, entry_id)
    changed.pop(gone, None)
    changed.update(added)
    with pytest.raises(ValidationError, match="exactly one of check, data_needed, qualitative"):
        CatalogueFile.model_validate(file)


def test_a_baseline_has_no_check() -> None:
    file = yulin_file()
    entry(file, "yulin.b-01y")["check"] = deepcopy(entry(file, THREE)["check"])
    with pytest.raises(ValidationError, match="baseline"):
        CatalogueFile.model_validate(file)


@pytest.mark.parametrize("gone", ["ask", "ask_what"])
def test_an_evaluated_entry_says_whom_to_ask_for_what(gone: str) -> None:
    file = yulin_file()
    del entry(file, THREE)[gone]
    with pytest.raises(ValidationError, match="whom to ask"):
        CatalogueFile.model_validate(file)


def test_an_evaluated_entry_is_about_a_county_or_a_city() -> None:
    file = yulin_file()
    entry(file, THREE)["scope"] = "household"
    with pytest.raises(ValidationError, match="county or a city"):
        CatalogueFile.model_validate(file)


def test_a_kind_of_check_that_does_not_exist_is_refused() -> None:
    file = yulin_file()
    entry(file, THREE)["check"]["kind"] = "travel_time"
    with pytest.raises(ValidationError, match="travel_time"):
        CatalogueFile.model_validate(file)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_title_without_one_of_the_languages_is_refused(language: str) -> None:
    file = yulin_file()
    entry(file, THREE)["title"][language] = ""
    with pytest.raises(ValidationError, match=language):
        CatalogueFile.model_validate(file)


def test_an_id_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    text = (REQUIREMENTS_DIR / "guangxi-reference.toml").read_bytes()
    (tmp_path / "a.toml").write_bytes(text)
    (tmp_path / "b.toml").write_bytes(text)
    with pytest.raises(ValueError, match=r"guangxi\.special-school-reference"):
        load_catalogue(tmp_path)


def test_the_version_does_not_depend_on_how_lines_end(tmp_path: Path) -> None:
    for path in REQUIREMENTS_DIR.glob("*.toml"):
        unix = path.read_bytes().replace(b"\r\n", b"\n")
        (tmp_path / path.name).write_bytes(unix.replace(b"\n", b"\r\n"))
    assert load_catalogue(tmp_path).version == CATALOGUE.version


def test_the_version_changes_with_a_files_words(tmp_path: Path) -> None:
    for path in REQUIREMENTS_DIR.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n# changed\n")
    assert load_catalogue(tmp_path).version != CATALOGUE.version


# the list of all entries


def test_the_list_has_every_entry_once_in_the_order_of_the_texts() -> None:
    assert [r["id"] for r in catalogue_rows(CATALOGUE, "zh")] == list(CATALOGUE.entries)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_of_the_list_has_the_columns(language: Any) -> None:
    assert all(tuple(row) == COLUMNS for row in catalogue_rows(CATALOGUE, language))


def test_the_list_speaks_the_readers_language_and_quotes_the_plans_verb() -> None:
    zh, en = (
        next(r for r in catalogue_rows(CATALOGUE, language) if r["id"] == "yulin.f-13y")
        for language in ("zh", "en")
    )
    assert (zh["title"], zh["data_needed"]) != (en["title"], en["data_needed"])
    assert zh["label_or_verb"] == en["label_or_verb"] == "支持"


@pytest.mark.parametrize(
    ("entry_id", "check", "evaluated"),
    [
        (THREE, "facility_presence", "yes"),
        (SHARE, "county_share", "yes"),
        ("yulin.f-13y", "data_needed", "no"),
        ("yulin.item-3-1-1", "qualitative", "no"),
        ("yulin.b-01y", "", "no"),
    ],
)
def test_the_list_says_how_an_entry_is_checked(entry_id: str, check: str, evaluated: str) -> None:
    row = next(r for r in catalogue_rows(CATALOGUE, "zh") if r["id"] == entry_id)
    assert (row["check"], row["evaluated"]) == (check, evaluated)


# rulings that answer nothing


def ruling(**change: Any) -> Ruling:
    good = Ruling("R", THREE, "operation.private_subsidised", "counts", "市残工委", "1号", AS_OF)
    return replace(good, **change)


@pytest.mark.parametrize(
    "of", [(e, q) for e in CATALOGUE.entries.values() for q in e.questions], ids=str
)
def test_every_answer_of_every_question_is_accepted(of: Any) -> None:
    asked, question = of
    for answer in question.answers:
        one = ruling(requirement_id=asked.id, question=question.id, ruling=answer)
        assert check_rulings(CATALOGUE, (one,)) == ()


@pytest.mark.parametrize(
    ("change", "code", "value", "way_out"),
    [
        ({"requirement_id": "yulin.none"}, "ruling_unknown_requirement", "yulin.none", THREE),
        ({"question": "level.region"}, "ruling_unknown_question", "level.region", "level.city"),
        (
            {"requirement_id": "yulin.special-school"},
            "ruling_unknown_question",
            "operation.private_subsidised",
            "—",
        ),
        ({"ruling": "是"}, "ruling_unknown_answer", "是", "does_not_count"),
    ],
)
def test_a_ruling_that_answers_nothing_is_named_with_the_way_out(
    change: dict[str, str], code: str, value: str, way_out: str
) -> None:
    (issue,) = check_rulings(CATALOGUE, (ruling(**change),))
    assert (issue.code, issue.severity, issue.value) == (code, Severity.ERROR, value)
    assert way_out in issue.sentence("zh")
    assert way_out in issue.sentence("en")


def test_each_wrong_ruling_is_named() -> None:
    wrong = (ruling(ruling="a"), ruling(), ruling(ruling="b"))
    assert [i.value for i in check_rulings(CATALOGUE, wrong)] == ["a", "b"]


def test_the_assessment_carries_what_is_wrong_with_the_rulings() -> None:
    assert [i.code for i in assess(rulings=(ruling(question="level.region"),)).issues] == [
        "ruling_unknown_question"
    ]


def test_a_ruling_that_answers_nothing_changes_nothing() -> None:
    assert assess(rulings=(ruling(ruling="是"),), **PRIVATE).findings == assess(**PRIVATE).findings


def test_two_rulings_of_a_day_that_disagree_are_named_and_neither_holds() -> None:
    both = (ruling(), ruling(ruling_id="Q", document="2号", ruling="does_not_count"))
    found = assess(rulings=both, **PRIVATE)
    assert [i.code for i in found.issues] == ["rulings_contradict"]
    assert found.findings == assess(**PRIVATE).findings


def test_a_later_ruling_settles_two_that_disagree() -> None:
    both = (ruling(), ruling(ruling_id="Q", document="2号", ruling="does_not_count"))
    later = ruling(ruling_id="A", date=AS_OF + timedelta(days=1))
    found = assess(rulings=(*both, later), **PRIVATE)
    assert found.findings == assess(rulings=(later,), **PRIVATE).findings


# what a trial changes

PRIVATE: dict[str, Any] = {
    "facilities": (
        Facility(
            "民", "民办托养", FacilityType.CARE, YULIN, BOBAI, level=Level.COUNTY,
            status=Status.OPERATING, opened=DateSpan.of(2020),
            operation=Operation.PRIVATE_SUBSIDISED,
        ),
    ),
    "completeness": tuple(
        Completeness(f"{kind}", BOBAI, kind, AS_OF, "博白县残联")
        for kind in (FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE)
    ),
}  # fmt: skip
CONTRACT = PurchasedService(
    "S", LUCHUAN, "精康服务", "县残联", "公司", ProviderKind.COMPANY,
    DateSpan.of(2025, 1, 1), DateSpan.of(2025, 12, 31),
)  # fmt: skip


def assess(
    *, trial: tuple[Ruling, ...] = (), as_of: date = AS_OF, city: str = YULIN, **tables: Any
) -> Assessment:
    records = LayerSet(cities=load_cities(), counties=load_counties(), **tables)
    return evaluate(CATALOGUE, records, city, as_of, trial=trial)


def changes(trial: Ruling, **tables: Any) -> tuple[TrialChange, ...]:
    return trial_changes(assess(**tables), assess(trial=(trial,), **tables))


@pytest.mark.parametrize(("answer", "verdict"), [("counts", "MET"), ("does_not_count", "UNMET")])
def test_a_trial_names_the_finding_before_and_after(answer: str, verdict: str) -> None:
    (change,) = changes(ruling(ruling=answer), **PRIVATE)
    assert (change.requirement_id, change.area_code) == (THREE, BOBAI)
    assert (change.recorded.verdict, change.tried.verdict) == ("INDETERMINATE", verdict)
    assert (change.recorded.trial, change.tried.trial) == (False, True)


def test_a_trial_that_touches_no_record_changes_nothing() -> None:
    assert changes(ruling(question="operation.private_company"), **PRIVATE) == ()


def test_a_trial_for_one_county_leaves_the_others() -> None:
    assert changes(ruling(county_code=LUCHUAN), **PRIVATE) == ()


def test_a_trial_of_what_is_already_ruled_changes_nothing() -> None:
    assert changes(ruling(), rulings=(ruling(),), **PRIVATE) == ()


def test_a_trial_against_what_is_ruled_shows_what_would_change() -> None:
    (change,) = changes(ruling(ruling="does_not_count"), rulings=(ruling(),), **PRIVATE)
    assert (change.recorded.verdict, change.tried.verdict) == ("MET", "UNMET")


def test_a_trial_for_all_counties_is_tried_against_a_countys_own_ruling_too() -> None:
    own = ruling(county_code=BOBAI)
    (change,) = changes(ruling(ruling="does_not_count"), rulings=(own,), **PRIVATE)
    assert (change.recorded.verdict, change.tried.verdict) == ("MET", "UNMET")


def test_a_trial_shows_a_countys_part_though_the_citys_verdict_stays() -> None:
    tried = ruling(requirement_id=SHARE, question="provider.company")
    (change,) = changes(tried, purchased_services=(CONTRACT,))
    assert change.recorded.verdict == change.tried.verdict == "INDETERMINATE"
    assert [(p.county_code, p.counts, q.counts) for p, q in change.parts] == [(LUCHUAN, None, True)]


def test_a_trial_of_the_population_basis_shows_the_counties_it_turns() -> None:
    slug = "yulin.population-trigger"
    tried = ruling(requirement_id=slug, question="population_basis", ruling="registered")
    assert {c.area_code for c in changes(tried)} == {
        c.code for c in load_counties() if c.city_code == YULIN
    }


@pytest.mark.parametrize("other", [{"city": "450200"}, {"as_of": date(2025, 12, 30)}])
def test_assessments_of_different_cities_or_days_are_not_compared(other: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="different cities or days"):
        trial_changes(assess(), assess(**other))
