"""How many people, and how many with disabilities on each basis: the page's sentence, its table."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.report.population_table import CITY, Measure
from geo.layers import County
from geo.people.certified import CertifiedCount, certified_by_county
from geo.population import load_counted_persons
from geo.text import Text
from geo.vocabulary import WORDS, PersonBasis
from ui import state
from ui.components.table_types import Column, Row, Table
from ui.population.population_view import measures


def population_lede() -> Text:
    """Who lives in the city, and whether its certificate holders are known."""
    counties, counts = _counties(), _certified()
    of_city = measures(tuple(c.code for c in counties))[CITY]
    people, old = of_city[Measure.PEOPLE], of_city[Measure.AGED_60_PLUS] * 100
    disabled, n, k = _rounded(of_city[Measure.DISABLED]), len(counties), len(counts)
    unit = state.catalogue().plan_of(state.view().city.code).county_word.text
    if not counts:
        known = Text(
            f"**持证残疾人 {n} 个{unit.zh}都待报**，请向市残联要。",
            f"**None of the {n} counties has reported its certificate holders**: ask the City DPF.",
        )
    elif k < n:
        known = Text(
            f"持证残疾人 **{n} 个{unit.zh}中 {k} 个已报**，其余请向市残联要。",
            f"**{k} of {n} counties have reported certificate holders**: ask the City DPF for the"
            " others.",
        )
    else:
        known = Text(
            f"各{unit.zh}报来持证残疾人 **{_sum(counts):,} 人**。",
            f"The counties have reported **{_sum(counts):,} certificate holders**.",
        )
    return Text(
        f"常住人口 **{people:,.0f} 人**（七普，2020-11-01），60 岁及以上占 {old:.1f}%；"
        f"残疾人按抽样比率推算**{disabled.zh} 人**。{known.zh}",
        f"**{people:,.0f} residents** (census, 2020-11-01), {old:.1f} % of them aged 60 and over;"
        f" **{disabled.en} with disabilities** by the rate of a survey. {known.en}",
    )


def bases_table() -> Table:
    """Persons with disabilities on each basis: side by side, never added or divided."""
    city = state.view().city.code
    measured = measures(tuple(c.code for c in _counties()))
    counted = [p for p in load_counted_persons() if p.city_code == city]
    rows = [
        Row(
            "estimated",
            (
                WORDS[PersonBasis.ESTIMATED],
                _rounded(measured[CITY][Measure.DISABLED]),
                Text(
                    "七普常住人口 × 6.34%（2006 年第二次全国残疾人抽样调查）",
                    "2020 census residents × 6.34 % (national sample survey of 2006)",
                ),
            ),
        ),
        *(
            Row(
                f"counted-{i}",
                (
                    WORDS[p.persons.basis],
                    f"{p.persons.count:,.0f}",
                    Text(f"{p.what.zh}，{p.source}", f"{p.what.en}; {p.source}"),
                ),
            )
            for i, p in enumerate(counted)
        ),
        _registered(),
    ]
    return Table(
        label=Text("残疾人人数的口径", "Bases of the numbers of persons with disabilities"),
        heading=Text(
            "残疾人有多少：各口径不能相加、相除",
            "How many persons with disabilities: never add bases",
        ),
        columns=(
            Column("basis", Text("口径", "Basis"), width_px=110),
            Column("persons", Text("人数", "Persons"), align="end", width_px=110),
            Column("how", Text("怎么来的", "Where it comes from")),
        ),
        rows=tuple(rows),
        stacks=True,
    )


def _registered() -> Row:
    """The certificate holders as the counties report them; the sum only of those that did."""
    counties, counts = _counties(), _certified()
    if not counts:
        how = Text("各县（市、区）均未报，向市残联要", "no county has reported; ask the City DPF")
        return Row("registered", (WORDS[PersonBasis.REGISTERED], None, how), hatched=True)
    said = [_said(c, counts[c.code]) for c in counties if c.code in counts]
    missing = [c for c in counties if c.code not in counts]
    how = Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))
    if missing:
        names = Text("、".join(c.short_zh for c in missing), ", ".join(c.short_en for c in missing))
        how = Text(
            f"只合计已报的：{how.zh}。待报：{names.zh}，向市残联要",
            f"the sum of what was reported: {how.en}. Not reported: {names.en}; ask the City DPF",
        )
    return Row("registered", (WORDS[PersonBasis.REGISTERED], f"{_sum(counts):,}", how))


def _said(county: County, count: CertifiedCount) -> Text:
    persons, day = f"{count.persons.count:,.0f}", count.as_of
    when = Text(f"，{day}", f", {day}") if day else Text("，时点不详", ", no date")
    return Text(f"{county.short_zh} {persons}{when.zh}", f"{county.short_en} {persons}{when.en}")


def _counties() -> tuple[County, ...]:
    return state.layers().counties_of(state.view().city.code)


def _certified() -> Mapping[str, CertifiedCount]:
    """What the city's counties reported up to the reader's day, by code."""
    here = {c.code for c in _counties()}
    found = certified_by_county(state.layers().certified_persons, state.view().as_of)
    return {code: count for code, count in found.items() if code in here}


def _sum(counts: Mapping[str, CertifiedCount]) -> int:
    return round(sum(c.persons.count for c in counts.values()))


def _rounded(persons: float) -> Text:
    """An estimate to the hundred: more digits would claim what a national rate can't give."""
    n = f"{round(persons, -2):,.0f}"
    return Text(f"约 {n}", f"about {n}")
