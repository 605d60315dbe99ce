from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache

import docx
import openpyxl
import pytest

from analysis.report.file_names import file_name
from analysis.report.papers.pack import Format, Made, make_pack
from analysis.report.papers.public import PublicPapers, public_papers
from analysis.report.report import Table
from geo.boundaries import load_boundaries
from geo.records import RetrofitNeed
from geo.sources import load_sources
from geo.text import Text
from tests.report.papers.examples import LIUZHOU, YULIN, city_contents, city_materials
from tests.report.papers.test_formats import word_text


@lru_cache(maxsize=4)
def public(city: str, demonstration: bool = True) -> PublicPapers:
    materials = city_materials(city, demonstration)
    return public_papers(city_contents(city, demonstration), materials.access, materials.layers)


@lru_cache(maxsize=2)
def made(city: str) -> tuple[Made, ...]:
    return make_pack(public(city), list(Format), load_boundaries())


def words_of(city: str) -> str:
    """Everything the Word file and the workbook of the public edition say."""
    files = {f.format: f.content for f in made(city)}
    book = openpyxl.load_workbook(io.BytesIO(files[Format.XLSX]))
    cells = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
    return word_text(docx.Document(io.BytesIO(files[Format.DOCX]))) + "\n".join(cells)


def test_it_has_no_files_of_maps() -> None:
    assert [f.format for f in made(YULIN)] == [
        Format.DOCX,
        Format.PPTX,
        Format.XLSX,
        Format.PDF,
    ]


def test_its_names_say_public_and_nothing_in_it_says_internal() -> None:
    assert all("公开版" in f.name and "内部资料" not in f.name for f in made(YULIN))
    assert "内部资料" not in words_of(YULIN)
    assert file_name("brief", public(YULIN, False).report, "pdf") == (
        "玉林市_汇报材料_20251231_征求意见稿_公开版.pdf"
    )


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_it_names_no_facility(city: str) -> None:
    said = words_of(city)
    names = [f.name for f in city_materials(city, True).layers.facilities if f.city_code == city]
    assert names
    assert [n for n in names if n in said] == []


def test_only_counties_that_have_met_a_requirement_are_named_with_it() -> None:
    table = public(YULIN).report.table("public_findings")
    names = dict(zip(table.column("requirement"), table.column("names"), strict=True))
    three = next(v for k, v in names.items() if isinstance(k, Text) and "三者有其一" in k.zh)
    assert isinstance(three, Text)
    assert three.zh == "玉州区、容县、北流市"


def test_it_has_none_of_the_internal_tables() -> None:
    ids = {t.id for t in public(YULIN).report.tables}
    assert ids == {"public_findings", "access_counties", "sources", "parameters"}
    assert public(YULIN).report.facilities == ()
    assert public(YULIN).report.matrix.rows == ()


def verified(households: tuple[int, ...]) -> Table:
    """The public findings of Liuzhou when its first counties reported so many households."""
    contents, materials = city_contents(LIUZHOU, True), city_materials(LIUZHOU, True)
    counties = materials.layers.counties_of(LIUZHOU)
    day = contents.report.as_of
    needs = tuple(
        RetrofitNeed(f"N{i}", county.code, 500, number, day, "")
        for i, (county, number) in enumerate(zip(counties, households, strict=False))
    )
    layers = materials.layers.with_records(retrofit_needs=needs)
    return public_papers(contents, None, layers).report.table("public_findings")


@pytest.mark.parametrize(
    ("households", "printed"), [((400, 300), False), ((2, 3, 1), False), ((40, 30, 20), True)]
)
def test_a_sum_that_gives_a_county_away_is_withheld(
    households: tuple[int, ...], printed: bool
) -> None:
    said = [v.zh for v in verified(households).column("names") if isinstance(v, Text)]
    assert any(f"{sum(households):,} 户" in s for s in said) is printed


def test_a_disputed_finding_is_not_told_as_met() -> None:
    contents, materials = city_contents(YULIN, True), city_materials(YULIN, True)
    disputed = tuple(
        replace(f, dispute=object()) if f.area_code == "450902" else f  # type: ignore[arg-type]
        for f in contents.assessment.findings
    )
    changed = replace(contents, assessment=replace(contents.assessment, findings=disputed))
    table = public_papers(changed, None, materials.layers).report.table("public_findings")
    assert "玉州区、容县、北流市" not in [
        v.zh for v in table.column("names") if isinstance(v, Text)
    ]


def test_its_table_of_access_counts_people_and_no_facilities() -> None:
    columns = [c.id for c in public(YULIN).report.table("access_counties").columns]
    assert "facilities" not in columns
    assert "persons" in columns


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_of_the_rules_the_citys_own_plan_alone_is_named_as_a_source(city: str) -> None:
    contents, materials = city_contents(city, False), city_materials(city, False)
    sources = public_papers(contents, None, materials.layers).report.table("sources")
    titles = [t for t in sources.column("title") if isinstance(t, Text)]
    plan = next(
        s.for_city(city).title.text
        for s in load_sources()
        if s.path == f"requirements/{contents.document.id}.toml"
    )
    assert plan in titles
    others = [s.title.text for s in load_sources() if s.path.startswith("requirements/")]
    assert [t for t in titles if t in others] == [plan]
