"""``python -m analysis site``: what it prints, what it writes, what it refuses."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.__main__ import main

DEMAND = "id,persons\na,10\nb,5\nc,1\nz,0\n"
SITES = "id,cost\nx,100\ny,50\nw,20\n"
TIMES = "from_id,to_id,minutes\na,x,5\nb,x,20\nb,y,10\nc,y,25\na,w,7\nz,w,3\n"


@dataclass
class Desk:
    """A folder with the tables, and the command on them."""

    folder: Path
    printed: str = ""
    said: str = ""

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        (self.folder / name).write_bytes(text.encode(encoding))

    def site(self, objective: str, *more: object, times: bool = True, lang: str = "en") -> int:
        arguments = [
            *("site", "--objective", objective, "--demand", self.folder / "demand.csv"),
            *("--sites", self.folder / "sites.csv", "--out", self.out, "--lang", lang),
            *(("--travel-times", self.folder / "times.csv") if times else ()),
            *more,
        ]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main([str(a) for a in arguments])
            except SystemExit as leaving:
                code = int(leaving.code or 0)
        self.printed, self.said = out.getvalue(), err.getvalue()
        return code

    @property
    def result(self) -> dict[str, object]:
        """The one JSON object on standard output."""
        return json.loads(self.printed)

    @property
    def out(self) -> Path:
        return self.folder / "out.csv"

    @property
    def written(self) -> str:
        return self.out.read_bytes().decode("utf-8")

    def refused(self, code: int) -> bool:
        return code == 2 and not self.out.exists() and self.printed == "" and self.said != ""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("times.csv", TIMES)
    desk.write("demand.csv", DEMAND)
    desk.write("sites.csv", SITES)
    return desk


def test_one_object_with_six_keys_is_printed_and_nothing_else(desk: Desk) -> None:
    assert desk.site("lscp", "--cutoff-min", 25) == 0
    assert desk.printed.count("\n") == 1
    assert list(desk.result) == ["status", "objective", "bound", "gap", "seconds", "chosen"]
    assert desk.result["seconds"] >= 0


@pytest.mark.parametrize(
    ("arguments", "objective", "chosen"),
    [
        (("least_cost", "--cutoff-min", 25), 70, ["w", "y"]),
        (("mclp", "--p", 1, "--cutoff-min", 20), 15, ["x"]),
        (("mclp", "--budget", 20, "--cutoff-min", 20), 10, ["w"]),
        (("p_median", "--p", 2), 125, ["x", "y"]),
        (("p_median", "--budget", 70), 145, ["w", "y"]),
        (("p_center", "--p", 2), 25, None),
        (("p_center", "--budget", 70), 25, ["w", "y"]),
    ],
)
def test_each_objective_in_its_unit(
    desk: Desk, arguments: tuple[object, ...], objective: float, chosen: list[str] | None
) -> None:
    assert desk.site(*arguments) == 0
    assert desk.result["status"] == "optimal"
    assert (desk.result["objective"], desk.result["bound"]) == (objective, objective)
    assert desk.result["gap"] == 0
    if chosen is not None:
        assert desk.result["chosen"] == chosen


def test_every_demand_id_is_written_once_and_who_is_out_of_reach_stays_empty(desk: Desk) -> None:
    assert desk.site("mclp", "--p", 1, "--cutoff-min", 20) == 0
    assert desk.written == "demand_id,site_id,minutes\na,x,5\nb,x,20\nc,,\nz,,\n"
    assert "1 places with 1 persons have no facility within reach" in desk.said


def test_existing_facilities_serve_and_are_not_chosen(desk: Desk) -> None:
    desk.write("existing.csv", "id,capacity\nx,\n")
    desk.write("sites.csv", "id,cost\ny,50\nw,20\n")
    assert desk.site("lscp", "--cutoff-min", 25, "--existing", desk.folder / "existing.csv") == 0
    assert (desk.result["objective"], desk.result["chosen"]) == (1, ["y"])
    assert desk.written == "demand_id,site_id,minutes\na,x,5\nb,y,10\nc,y,25\nz,,\n"


def test_a_site_that_is_also_existing_is_open_already(desk: Desk) -> None:
    desk.write("existing.csv", "id\nx\n")
    assert desk.site("lscp", "--cutoff-min", 25, "--existing", desk.folder / "existing.csv") == 0
    assert desk.result["chosen"] == ["y"]


def test_capacity_holds_and_is_said(desk: Desk) -> None:
    desk.write("sites.csv", "id,capacity\nx,10\ny,\nw,\n")
    assert desk.site("p_median", "--p", 2) == 0
    assert desk.result["objective"] == 125
    desk.write("sites.csv", "id,capacity\nx,9\ny,\nw,\n")
    assert desk.site("p_median", "--p", 2) == 0
    assert desk.result["objective"] == 145
    assert "no site takes more persons than its capacity" in desk.said


def test_no_plan_prints_infeasible_says_why_and_leaves_the_file_as_it_was(desk: Desk) -> None:
    desk.out.write_text("before", encoding="utf-8")
    assert desk.site("lscp", "--cutoff-min", 20) == 3
    assert desk.result["status"] == "infeasible"
    assert (desk.result["objective"], desk.result["chosen"]) == (None, [])
    assert "within reach of 1 places (1 persons)" in desk.said
    assert "places out of reach: c\n" in desk.said
    assert "a cutoff of 25 minutes" in desk.said
    assert desk.written == "before"


def test_it_is_said_in_chinese_unless_english_is_asked_for(desk: Desk) -> None:
    assert desk.site("lscp", "--cutoff-min", 20, lang="zh") == 3
    assert "时间上限放宽到 25 分钟，即可做到" in desk.said


def test_without_times_the_straight_line_is_used_and_said(desk: Desk) -> None:
    desk.write("demand.csv", "id,persons,lon,lat\na,1,110.0,22.6\nb,2,110.2,22.6\n")
    desk.write("sites.csv", "id,lon,lat\nx,110.0,22.6\ny,110.2,22.61\n")
    assert desk.site("p_median", "--p", 2, times=False) == 0
    assert desk.result["chosen"] == ["x", "y"]
    assert "straight line" in desk.said
    assert "lon" not in desk.said


def test_without_times_and_without_coordinates_it_is_refused(desk: Desk) -> None:
    assert desk.refused(desk.site("p_median", "--p", 2, times=False))
    assert "needs coordinates" in desk.said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("demand.csv", "id,persons\na,-1\n"),
        ("demand.csv", "id,persons\na,\n"),
        ("demand.csv", "id,persons\na,1\na,2\n"),
        ("demand.csv", "id,persons\n"),
        ("demand.csv", ""),
        ("sites.csv", "id,cost\nx,-5\n"),
        ("sites.csv", "id,cost\nx,many\n"),
        ("sites.csv", "id,cost\nx,5\nx,5\n"),
        ("sites.csv", "name\nx\n"),
        ("sites.csv", "id,capacity\nx,-1\n"),
        ("times.csv", "from_id,to_id,minutes\na,x,-5\n"),
        ("times.csv", "from_id,to_id,minutes\na,x,nan\n"),
        ("times.csv", "from_id,to_id,minutes\na,x,5\na,x,6\n"),
        ("times.csv", "from_id,to_id,minutes\nq,r,5\n"),
    ],
)
def test_a_bad_table_is_refused_and_nothing_written(desk: Desk, name: str, text: str) -> None:
    desk.write(name, text)
    assert desk.refused(desk.site("mclp", "--p", 1, "--cutoff-min", 20))


@pytest.mark.parametrize(
    "arguments",
    [
        ("lscp",),
        ("mclp", "--cutoff-min", 20),
        ("p_median",),
        ("p_median", "--p", -1),
        ("p_median", "--p", 1.5),
        ("p_median", "--p", 1, "--budget", "nan"),
        ("mclp", "--p", 1, "--cutoff-min", "inf"),
        ("p_median", "--p", 1, "--time-limit", 0),
        ("everything", "--p", 1),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    desk: Desk, arguments: tuple[object, ...]
) -> None:
    assert desk.refused(desk.site(*arguments))


def test_a_missing_cost_is_refused_where_cost_counts(desk: Desk) -> None:
    desk.write("sites.csv", "id,cost\nx,100\ny,\nw,20\n")
    assert desk.refused(desk.site("least_cost", "--cutoff-min", 25))
    assert "1 sites have no cost (y)" in desk.said
    assert desk.site("lscp", "--cutoff-min", 25) == 0


def test_a_file_that_is_not_there_is_refused(desk: Desk) -> None:
    (desk.folder / "times.csv").unlink()
    assert desk.refused(desk.site("p_median", "--p", 1))


def test_ids_come_back_as_they_were(desk: Desk) -> None:
    desk.write("demand.csv", 'id,persons\n007,1\n"=1+1, 号",2\n')
    desk.write("sites.csv", "id\n00\n")
    desk.write("times.csv", 'from_id,to_id,minutes\n007,00,1.5\n"=1+1, 号",00,2\n')
    assert desk.site("p_center", "--p", 1) == 0
    assert desk.result["chosen"] == ["00"]
    assert desk.written == 'demand_id,site_id,minutes\n007,00,1.5\n"=1+1, 号",00,2\n'


def test_the_order_of_rows_changes_nothing(desk: Desk) -> None:
    assert desk.site("p_median", "--p", 2) == 0
    first = (desk.result["chosen"], desk.written)
    for name in ("demand.csv", "sites.csv", "times.csv"):
        head, *rows = (desk.folder / name).read_text("utf-8").splitlines()
        desk.write(name, "\n".join([head, *reversed(rows)]) + "\n")
    assert desk.site("p_median", "--p", 2) == 0
    assert (desk.result["chosen"], desk.written) == first
