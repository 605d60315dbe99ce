"""The public edition: no small count, nothing it follows from, no facility that does not count."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from analysis.accessibility.access_files import access_file, extensions
from analysis.accessibility.access_package import PublicGeometryError
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.public_edition import (
    printed_statements,
    public_counts,
    public_county_table,
    public_tables,
)
from analysis.accessibility.ranges import About, Flip, Vary, ranges
from analysis.accessibility.study import study
from analysis.accessibility.suppression import WITHHELD_WORDS
from analysis.report.report import Share
from geo.people.demand import Demand
from geo.text import Text
from tests.accessibility.small_city import FIRST, LAYERS, QUESTION, SECOND, TableSource, demand


def few_in_b2() -> Demand:
    """The same people, but only 4 in b2, who need 65 minutes."""
    people = demand()
    frame = people.frame.copy()
    frame.loc["b2", "persons"] = 4.0
    return Demand(frame, people.kind, people.group, people.provenance, people.said, cells=False)


BASE = study(QUESTION, demand(), LAYERS, TableSource())
FEW = study(QUESTION, few_in_b2(), LAYERS, TableSource())
PAPER = AccessPaper(FEW, internal=False, ranges=ranges(FEW, TableSource()))


def test_without_small_counts_everything_is_printed() -> None:
    table = public_county_table(BASE)
    assert table.column("to_15") == (100, 300, 400)
    assert table.column("over_60") == (0, 200, 200)
    assert table.column("within_limit_share") == (Share(0.75), Share(0.5), Share(0.6))
    assert table.column("mean_min")[0] == 21.2


def test_a_small_count_is_not_printed_and_not_given_back() -> None:
    # County 2 has 300, 0, 0, 4, 100: the 4, and another, so that the total does not tell it.
    table = public_county_table(FEW)
    assert table.column("over_60")[1] == Text("<10", "<10")
    second = [table.column(c.id)[1] for c in table.columns]
    assert Text("不公布", "withheld") in second
    assert 4 not in second


def test_figures_made_of_counts_not_printed_are_not_printed() -> None:
    table = public_county_table(FEW)
    assert table.column("mean_min")[1] == WITHHELD_WORDS
    assert table.column("median_min")[1] == WITHHELD_WORDS


def test_the_counts_are_those_of_the_study() -> None:
    counts = public_counts(BASE).counts
    assert counts.loc[FIRST.code].tolist() == [100, 200, 100, 0, 0, 400]
    assert counts.loc[SECOND.code].tolist() == [300, 0, 0, 200, 100, 600]


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_no_file_says_internal_or_names_what_does_not_count(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"public.{extension}"
    path.write_bytes(access_file(PAPER, extension))
    said = read_all(path)
    assert "内部资料" not in said
    assert "演示C学校" not in said
    assert "演示A学校" in said or extension == "csv"


def read_all(path: Path) -> str:
    """All words and numbers of a file."""
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8-sig")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(c.value) for sheet in book for row in sheet for c in row)


def test_layers_that_no_map_review_has_seen_are_no_public_paper() -> None:
    with pytest.raises(PublicGeometryError) as caught:
        access_file(PAPER, "gpkg")
    assert "不得公开" in caught.value.text.zh
    assert extensions(internal=False) == ("csv", "xlsx")


def test_the_public_edition_says_that_lists_are_not_declared_complete() -> None:
    assert any("尚无截至评估时点的无遗漏确认：乙县" in n.zh for n in FEW.public_notes)


def test_the_csv_has_classes_that_exclude_each_other() -> None:
    content = access_file(PAPER, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert rows[0]["15_to_30_persons"] == "200"
    assert rows[1]["over_60_persons"] == "<10"
    assert rows[1]["mean_min"] == ""
    assert "reached_persons" not in rows[0]


def test_one_table_of_persons_is_published_and_no_other() -> None:
    assert [t.id for t in public_tables(AccessPaper(BASE, internal=False))] == [
        "access_counties",
        "access_facilities",
        "access_method",
    ]


def test_the_range_is_the_citys_alone_and_only_where_its_counts_are_printed() -> None:
    spans = ranges(BASE, TableSource())
    tables = {t.id: t for t in public_tables(AccessPaper(BASE, internal=False, ranges=spans))}
    assert tables["access_ranges"].rows == ()
    assert "access_ranges" not in {t.id for t in public_tables(PAPER)}


def test_statements_about_printed_figures_of_counties_are_listed_too() -> None:
    spans = ranges(BASE, TableSource())
    tables = {t.id: t for t in public_tables(AccessPaper(BASE, internal=False, ranges=spans))}
    said = [n.zh for n in tables["access_ranges"].notes if "随参数变化的结论" in n.zh]
    assert len(said) == 2
    assert "演示乙县" in said[0]


def test_no_statement_is_listed_about_a_figure_not_printed() -> None:
    # Small counts keep the mean of the second county from being printed.
    flip = Flip(SECOND.code, About.MEAN, Text("演示", "demonstration"), True, (Vary.SLOWER,))
    spans = replace(ranges(FEW, TableSource()), flips=(flip,))
    assert printed_statements(spans, BASE).flips == (flip,)
    assert printed_statements(spans, FEW).flips == ()
