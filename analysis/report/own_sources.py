"""The sources of one city's paper: only what it holds something of, in words for that city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from analysis.report.matrix import Column
from analysis.report.report import CLAUSES, Report
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.published import load_published
from geo.sources import Source
from geo.text import Text, join

_CENSUS = Text("第七次全国人口普查", "the 2020 census")
_PUBLISHED = "facilities/published.csv"
_PUBLIC_TEXT = Text("公开文字记载的设施", "facilities named in public text")
_REPORTED = Text("各单位报送资料", "what bodies reported")
_INVENTED = Text("虚构的演示资料", "invented demonstration records")
_RECORDS: dict[str, str] = {
    f"demonstration/{name}.csv": table
    for name, table in (
        ("facilities", "facilities"),
        ("completeness", "completeness"),
        ("rulings", "rulings"),
        ("purchased_services", "purchased_services"),
        ("retrofit", "retrofit_needs"),
        ("indicators", "indicator_values"),
        ("registered_population", "registered_population"),
        ("certified_persons", "certified_persons"),
        ("school_placements", "school_placements"),
        ("retrofit_funds", "retrofit_funds"),
    )
}
"""The table each file of invented records goes to."""
_NO_RECORDS = frozenset({"cities", "counties", "demonstration"})


def own_sources(
    sources: Iterable[Source], catalogue: Catalogue, layers: LayerSet, city_code: str
) -> tuple[Source, ...]:
    """The data files behind a report of the city, told of in the words for it.

    Left out: files in no paper, other cities' rules, and files of records none of which is there.
    """
    others = {
        f"requirements/{file.document.id}.toml"
        for file in catalogue.files
        if not file.document.speaks_to(city_code)
    }

    def rests_on(path: str) -> bool:
        if path == _PUBLISHED:
            return _of_public_text(layers, city_code)
        if path in _RECORDS:
            own = _of_city(catalogue, layers, _RECORDS[path], city_code)
            return layers.demonstration and bool(own)
        return path not in others

    return tuple(s.for_city(city_code) for s in sources if s.in_papers and rests_on(s.path))


def evidence_words(catalogue: Catalogue, layers: LayerSet, city_code: str) -> Text:
    """What the findings of the city rest on: the clauses, and the kinds of records there are."""
    found = [CLAUSES]
    if layers.demonstration:
        found.append(_INVENTED)
    else:
        if _of_public_text(layers, city_code):
            found.append(_PUBLIC_TEXT)
        if _reported(catalogue, layers, city_code):
            found.append(_REPORTED)
    return join(found)


def evidence_of(report: Report, column: Column) -> Text:
    """What the findings on one requirement rest on."""
    return join([report.evidence, _CENSUS]) if column.census else report.evidence


def source_line(evidence: Text) -> Text:
    """资料来源：…"""
    return Text(f"资料来源：{evidence.zh}", f"Sources: {evidence.en}")


def _of_public_text(layers: LayerSet, city_code: str) -> bool:
    """Whether a facility of the city is on record from public text."""
    published = {f.facility_id for f in load_published().facilities}
    own = {f.facility_id for f in layers.facilities if f.city_code == city_code}
    return bool(own & published)


def _reported(catalogue: Catalogue, layers: LayerSet, city_code: str) -> bool:
    """Whether there is a record of the city that public text does not give as it stands."""
    published = set(load_published().facilities)
    return any(
        record not in published
        for item in fields(layers)
        if item.name not in _NO_RECORDS
        for record in _of_city(catalogue, layers, item.name, city_code)
    )


def _of_city(
    catalogue: Catalogue, layers: LayerSet, table: str, city_code: str
) -> tuple[object, ...]:
    """The table's records of the city: of its area and, where they name one, of its rules."""
    own = {c.code for c in layers.counties_of(city_code)}
    own |= {city_code} | {entry.id for entry in catalogue.of_city(city_code)}
    names = ("city_code", "county_code", "requirement_id", "indicator_id")
    return tuple(
        record
        for record in getattr(layers, table)
        if {said for name in names if (said := getattr(record, name, ""))} <= own
    )
