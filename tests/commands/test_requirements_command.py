"""``python -m analysis requirements``: every entry of the catalogue, for reading elsewhere."""

from pathlib import Path

import pytest

from analysis.requirements.catalogue import load_catalogue
from tests.commands.command_line import columns_of, rows_of, run, run_process

COLUMNS = "id,clause_id,plan,section,title,force,label_or_verb,scope,check,evaluated,data_needed"
EVALUATED = {
    "yulin.three-facilities",
    "liuzhou.three-facilities",
    "liuzhou.professional-rehab-or-care",
    "yulin.special-school",
    "guangxi.special-school-reference",
    "yulin.population-trigger",
    "yulin.mental-health-share",
    "liuzhou.mental-health-share",
    "liuzhou.household-retrofit",
    "yulin.household-retrofit-progress",
    *(f"liuzhou.indicator-{n}" for n in range(1, 12)),
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("requirements") / "requirements.csv"
    assert run_process("requirements", "--out", path) == (0, "")
    return path


def test_the_columns_are_those_promised(listed: Path) -> None:
    assert columns_of(listed) == COLUMNS.split(",")


def test_every_entry_of_the_catalogue_is_listed_once(listed: Path) -> None:
    ids = [row["id"] for row in rows_of(listed)]
    catalogue = [entry.id for file in load_catalogue().files for entry in file.entry]
    assert ids == catalogue
    assert len(set(ids)) == len(ids)


def test_the_evaluated_entries_are_those_promised(listed: Path) -> None:
    assert {row["id"] for row in rows_of(listed) if row["evaluated"] == "yes"} == EVALUATED


def test_an_entry_that_is_not_evaluated_says_no(listed: Path) -> None:
    assert {row["evaluated"] for row in rows_of(listed)} == {"yes", "no"}


def test_data_needed_is_said_where_the_check_is_data_needed(listed: Path) -> None:
    for row in rows_of(listed):
        assert bool(row["data_needed"]) == (row["check"] == "data_needed"), row["id"]


def test_titles_come_in_the_language_asked(listed: Path, tmp_path: Path) -> None:
    english = tmp_path / "en.csv"
    assert run("requirements", "--lang", "en", "--out", english)[0] == 0
    titles = {row["id"]: row["title"] for row in rows_of(english)}
    assert titles.keys() == {row["id"] for row in rows_of(listed)}
    assert titles["yulin.three-facilities"].isascii()
    chinese = {row["id"]: row["title"] for row in rows_of(listed)}
    assert not chinese["yulin.three-facilities"].isascii()


def test_without_a_place_to_write_it_exits_2() -> None:
    code, said = run("requirements")
    assert code == 2
    assert "--out" in said


def test_a_folder_that_is_not_there_exits_2_in_the_language_asked(tmp_path: Path) -> None:
    out = tmp_path / "none" / "requirements.csv"
    code, said = run("requirements", "--lang", "en", "--out", out)
    assert code == 2
    assert "can't be written" in said
    assert list(tmp_path.iterdir()) == []
