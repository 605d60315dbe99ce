"""``python -m analysis measures``: what it writes, what it refuses, what it says."""

import csv
import math
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.command_line import run, run_process

# Nearest: a 5 (x), b 10 (y), c 25 (y), d nothing.
TIMES = "from_id,to_id,minutes\na,x,5\nb,x,20\nb,y,10\nc,y,25\n"
DEMAND = "id,persons\na,100\nb,50\nc,40\nd,10\n"
SUPPLY = "id,capacity\nx,30\ny,10\n"
WEIGHTS = "10:1,20:0.68,30:0.22"
R_X = 30 / (100 * 1 + 50 * 0.68)
R_Y = 10 / (50 * 1 + 40 * 0.22)


@dataclass
class Desk:
    """A folder with the three tables, and the command on them."""

    folder: Path
    said: str = ""

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        (self.folder / name).write_bytes(text.encode(encoding))

    def measure(self, measure: str, *more: object, times: str = "times.csv") -> int:
        code, self.said = run(*self.arguments(measure, *more, times=times))
        return code

    def arguments(self, measure: str, *more: object, times: str = "times.csv") -> list[object]:
        return [
            *("measures", "--travel-times", self.folder / times),
            *("--demand", self.folder / "demand.csv", "--measure", measure),
            *("--lang", "en", "--out", self.out, *more),
        ]

    def of_capacity(self, measure: str, *more: object, weights: str = WEIGHTS) -> int:
        return self.measure(
            measure, "--supply", self.folder / "supply.csv", "--weights", weights, *more
        )

    @property
    def out(self) -> Path:
        return self.folder / "out.csv"

    @property
    def written(self) -> str:
        return self.out.read_bytes().decode("utf-8")

    @property
    def values(self) -> dict[str, str]:
        """First column to last column."""
        with self.out.open(encoding="utf-8", newline="") as file:
            return {row[0]: row[-1] for row in list(csv.reader(file))[1:]}

    def refused(self, code: int) -> bool:
        return code == 2 and not self.out.exists()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("times.csv", TIMES)
    desk.write("demand.csv", DEMAND)
    desk.write("supply.csv", SUPPLY)
    return desk


def test_nearest_names_the_facility_and_leaves_the_unreachable_empty(desk: Desk) -> None:
    assert desk.measure("nearest") == 0
    assert desk.written == "id,to_id,minutes\na,x,5\nb,y,10\nc,y,25\nd,,\n"


def test_coverage_counts_persons_within_each_limit_inclusive(desk: Desk) -> None:
    assert desk.measure("coverage", "--cutoffs", "25,10") == 0
    assert desk.written == "cutoff_min,persons,share\n10,150,0.75\n25,190,0.95\n"


def test_coverage_without_limits_takes_those_of_research_and_says_so(desk: Desk) -> None:
    assert desk.measure("coverage") == 0
    assert list(desk.values) == ["15", "30", "45", "60"]
    assert "not the plan's threshold" in desk.said


def test_e2sfca_writes_places_per_person_for_every_demand_id(desk: Desk) -> None:
    assert desk.of_capacity("e2sfca") == 0
    assert desk.written.splitlines()[0] == "id,access"
    found = {name: float(value) for name, value in desk.values.items()}
    assert found == {"a": R_X, "b": 0.68 * R_X + R_Y, "c": 0.22 * R_Y, "d": 0}


def test_gaussian_weights_are_understood(desk: Desk) -> None:
    assert desk.of_capacity("e2sfca", weights="gaussian:20") == 0
    assert float(desk.values["a"]) == pytest.approx(30 / 100)
    assert float(desk.values["c"]) == 0


def test_gini_is_one_row_on_the_scores_weighted_by_persons(desk: Desk) -> None:
    desk.write("times.csv", "from_id,to_id,minutes\na,x,5\nb,y,5\n")
    desk.write("demand.csv", "id,persons\na,50\nb,50\n")
    desk.write("supply.csv", "id,capacity\nx,10\ny,30\n")
    assert desk.of_capacity("gini") == 0
    name, value = desk.written.splitlines()[1].split(",")
    assert desk.written.splitlines()[0] == "measure,value"
    assert (name, float(value)) == ("gini", pytest.approx(0.25))


def test_gini_where_nobody_reaches_anything_is_empty_and_said(desk: Desk) -> None:
    assert desk.of_capacity("gini", weights="1:1") == 0
    assert desk.written == "measure,value\ngini,\n"
    assert "no Gini coefficient" in desk.said


def test_numbers_read_back_as_they_were_computed(desk: Desk) -> None:
    desk.write("times.csv", f"from_id,to_id,minutes\na,x,{1 / 3!r}\nb,x,1e-7\n")
    desk.measure("nearest")
    assert float(desk.values["a"]) == 1 / 3
    assert float(desk.values["b"]) == 1e-7


def test_the_file_has_no_byte_order_mark_and_plain_line_feeds(desk: Desk) -> None:
    desk.measure("nearest")
    assert desk.out.read_bytes().startswith(b"id,")
    assert b"\r" not in desk.out.read_bytes()


def test_ids_are_text_and_keep_their_zeros(desk: Desk) -> None:
    desk.write("times.csv", "from_id,to_id,minutes\n007,01,5\n7,1,6\n")
    desk.write("demand.csv", "id,persons\n7,1\n007,1\n")
    desk.measure("nearest")
    assert desk.written == "id,to_id,minutes\n007,01,5\n7,1,6\n"


def test_columns_come_in_any_order_and_further_ones_are_ignored(desk: Desk) -> None:
    desk.write(
        "times.csv",
        "from,minutes,origin,to_id,mode,from_id\nZ,5,Q,x,car,a\nZ,10,Q,y,car,b\n",
    )
    desk.write("demand.csv", "name,population,persons,id\nA,9,100,a\nB,9,50,b\n")
    assert desk.measure("nearest") == 0
    assert desk.written == "id,to_id,minutes\na,x,5\nb,y,10\n"


def test_the_order_of_rows_changes_nothing(desk: Desk) -> None:
    desk.of_capacity("e2sfca")
    first = desk.out.read_bytes()
    for name in ("times.csv", "demand.csv", "supply.csv"):
        header, *rows = (desk.folder / name).read_text("utf-8").splitlines()
        random.Random(4).shuffle(rows)
        desk.write(name, "\n".join([header, *rows]) + "\n")
    desk.of_capacity("e2sfca")
    assert desk.out.read_bytes() == first


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_other_encodings_are_read(desk: Desk, encoding: str) -> None:
    desk.write("times.csv", "from_id,to_id,minutes\n城关,托养中心,5\n", encoding)
    desk.write("demand.csv", "id,persons\n城关,100\n", encoding)
    assert desk.measure("nearest") == 0
    assert desk.values == {"城关": "5"}


def test_a_workbook_is_read(desk: Desk) -> None:
    with xlsxwriter.Workbook(desk.folder / "times.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("from_id", "to_id", "minutes"), ("a", "x", 5.5)]):
            sheet.write_row(row, 0, cells)
    assert desk.measure("nearest", times="times.xlsx") == 0
    assert desk.values["a"] == "5.5"


def test_with_a_supply_only_its_facilities_count(desk: Desk) -> None:
    desk.write("supply.csv", "id,capacity\nx,30\n")
    assert desk.measure("nearest", "--supply", desk.folder / "supply.csv") == 0
    assert desk.values == {"a": "5", "b": "20", "c": "", "d": ""}
    assert "1 id(s) are not among the facilities" in desk.said


def test_pairs_of_people_not_in_the_demand_are_ignored_and_named(desk: Desk) -> None:
    desk.write("times.csv", TIMES + "stranger,x,1\n")
    assert desk.of_capacity("e2sfca") == 0
    assert float(desk.values["a"]) == R_X
    assert "stranger" in desk.said
    assert "stranger" not in desk.written


def test_unknown_capacity_is_left_out_and_named(desk: Desk) -> None:
    desk.write("supply.csv", "id,capacity\nx,30\ny,\n")
    assert desk.of_capacity("e2sfca") == 0
    assert desk.values["c"] == "0"
    assert "1 facilities is not known; left out: y" in desk.said


def test_capacity_nobody_reaches_is_named(desk: Desk) -> None:
    desk.write("supply.csv", SUPPLY + "far,5\n")
    assert desk.of_capacity("e2sfca") == 0
    assert re.search("nobody reaches 1 facilities.*far", desk.said)


def test_without_any_known_capacity_nothing_is_computed(desk: Desk) -> None:
    desk.write("supply.csv", "id,capacity\nx,\ny,\n")
    assert desk.refused(desk.of_capacity("e2sfca"))


@pytest.mark.parametrize("measure", ["e2sfca", "gini"])
def test_measures_of_capacity_say_what_they_need(desk: Desk, measure: str) -> None:
    assert desk.refused(desk.measure(measure))
    assert "--supply FILE (columns id, capacity)" in desk.said
    assert "--weights 10:1,20:0.68,30:0.22" in desk.said


def test_bad_weights_are_refused_with_an_example(desk: Desk) -> None:
    assert desk.refused(desk.of_capacity("gini", weights="10:0.5,20:0.9"))
    assert "a longer trip can't count more" in desk.said


@pytest.mark.parametrize("cutoffs", ["", "15,", "0", "-5", "nan", "inf", "fifteen", "1_0"])
def test_bad_limits_are_refused_with_an_example(desk: Desk, cutoffs: str) -> None:
    assert desk.refused(desk.measure("coverage", f"--cutoffs={cutoffs}"))
    assert "--cutoffs 15,30,60" in desk.said


def test_options_a_measure_has_no_use_for_are_said(desk: Desk) -> None:
    assert desk.measure("nearest", "--cutoffs", "15", "--weights", WEIGHTS) == 0
    assert "no use for --cutoffs" in desk.said
    assert "no use for --weights" in desk.said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("times.csv", "from_id,minutes\na,5\n", "“to_id”"),
        ("times.csv", "from_id,to_id,minutes\n", "No row holds a travel time"),
        ("times.csv", "", "empty"),
        ("times.csv", TIMES + "a,x,5\n", "row 6"),
        ("times.csv", TIMES + "a,x,6\n", "row 6"),
        ("times.csv", TIMES + "d,x,-1\n", "below zero"),
        ("times.csv", TIMES + "d,x,soon\n", "“soon” is not a number"),
        ("times.csv", TIMES + "d,x,nan\n", "not a number"),
        ("times.csv", TIMES + "d,x,inf\n", "not a number"),
        ("times.csv", TIMES + ",x,5\n", "id is empty"),
        ("times.csv", "from_id,to_id,minutes\nz,x,5\n", "No id agrees"),
        ("demand.csv", "id,people\na,5\n", "“persons”"),
        ("demand.csv", "id,persons\n", "no rows"),
        ("demand.csv", DEMAND + "a,100\n", "has this id already"),
        ("demand.csv", DEMAND + "e,-1\n", "below zero"),
        ("demand.csv", DEMAND + "e,many\n", "not a number"),
        ("demand.csv", DEMAND + "e,inf\n", "not a number"),
        ("demand.csv", DEMAND + "e,nan\n", "not a number"),
        ("demand.csv", DEMAND + "e,\n", "persons are missing"),
        ("demand.csv", DEMAND + ",5\n", "id is empty"),
        ("supply.csv", "name,capacity\nx,5\n", "“id”"),
        ("supply.csv", "id,capacity\n", "no rows"),
        ("supply.csv", SUPPLY + "x,30\n", "has this id already"),
        ("supply.csv", SUPPLY + "z,-1\n", "below zero"),
        ("supply.csv", SUPPLY + "z,inf\n", "not a number"),
    ],
)
def test_a_bad_table_is_refused_and_nothing_is_written(
    desk: Desk, name: str, text: str, said: str
) -> None:
    desk.write(name, text)
    assert desk.refused(desk.of_capacity("e2sfca"))
    assert name in desk.said
    assert said in desk.said


def test_what_is_wrong_with_all_tables_is_said_at_once(desk: Desk) -> None:
    desk.write("times.csv", TIMES + "d,x,-1\n")
    desk.write("demand.csv", DEMAND + "e,-1\n")
    desk.write("supply.csv", SUPPLY + "z,-1\n")
    desk.of_capacity("e2sfca")
    assert all(name in desk.said for name in ("times.csv", "demand.csv", "supply.csv"))


def test_an_earlier_result_stays_when_an_input_is_bad(desk: Desk) -> None:
    desk.measure("nearest")
    before = desk.out.read_bytes()
    desk.write("demand.csv", "id\n")
    assert desk.measure("nearest") == 2
    assert desk.out.read_bytes() == before


def test_a_file_that_is_not_there_is_said(desk: Desk) -> None:
    assert desk.refused(desk.measure("nearest", times="none.csv"))
    assert "can't be opened" in desk.said


def test_chinese_is_spoken_by_default(desk: Desk) -> None:
    _, said = run(*(a for a in desk.arguments("e2sfca") if a not in ("--lang", "en")))
    assert "需要设施容量" in said


def test_it_runs_as_a_process_of_its_own(desk: Desk) -> None:
    code, _ = run_process(*desk.arguments("nearest"))
    assert code == 0
    assert math.isclose(float(desk.values["a"]), 5)
