"""The policy cases as records: what a planner wrote in ``tests/policy`` read by the real forms."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Finding
from geo.counties import load_cities, load_counties
from geo.issues import Severity
from geo.layers import LayerSet
from geo.reading.completeness import read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.indicators import read_indicators
from geo.reading.purchased_services import read_purchased_services
from geo.reading.registered_population import read_registered_population
from geo.reading.result import Reading
from geo.reading.retrofit import read_retrofit
from geo.reading.rulings import read_rulings
from geo.vocabulary import WORDS

FOLDER = Path(__file__).parent.parent / "policy"
CODES = {c.short_zh: c.code for c in load_counties()}
_KNOWN = frozenset(
    [
        "title",
        "county",
        "as_of",
        "known_on",
        "complete",
        "complete_types",
        "have",
        "none",
        "census_persons",
        "expect",
        "facilities",
        "completeness",
        "rulings",
        "services",
        "retrofit",
        "indicators",
        "registered",
    ]
)
_EXPECTED = frozenset(
    [
        "verdict",
        "reason",
        "measured",
        "threshold",
        "shortfall",
        "evidence",
        "stage",
        "flags",
        "parts",
        "missing",
    ]
)


@dataclass(frozen=True)
class Case:
    """One case: the requirement it is about and what was written."""

    requirement: str
    file: dict[str, Any]
    said: dict[str, Any]

    @property
    def id(self) -> str:
        """The slug and the title."""
        return f"{self.requirement} {self.said['title']}"

    @property
    def expect(self) -> dict[str, Any]:
        """What the finding must be."""
        expected: dict[str, Any] = self.said["expect"]
        return expected


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load_catalogue()


def load_cases() -> list[Case]:
    """Every case of every file. ValueError for a key that is not known: it would test nothing."""
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        if file["requirement"] != path.stem:
            raise ValueError(f"{path.name} is about {file['requirement']}")
        for said in file["case"]:
            stray = (set(said) - _KNOWN) | (set(said["expect"]) - _EXPECTED)
            if stray:
                raise ValueError(f"{path.name}, {said['title']}: unknown {sorted(stray)}")
            cases.append(Case(file["requirement"], file, said))
    return cases


def city_of(case: Case) -> str:
    if "county" in case.said:
        return next(c.city_code for c in load_counties() if c.short_zh == case.said["county"])
    cities = catalogue().document_of(case.requirement).city_codes
    return cities[0]


def finding_of(case: Case) -> tuple[Finding, dict[str, str]]:
    """The finding of a case, and the words for the ids it cites."""
    city, layers = city_of(case), layers_of(case)
    as_of: date = case.said.get("as_of", case.file["as_of"])
    result = evaluate(catalogue(), layers, city, as_of, case.said.get("known_on"))
    assert result.issues == ()
    area = CODES[case.said["county"]] if "county" in case.said else city
    finding = result.get(case.requirement, area)
    assert finding is not None
    return finding, _labels(layers)


def layers_of(case: Case) -> LayerSet:
    """The real counties with the records of the case and nothing else."""
    said, city = case.said, city_of(case)
    county = said.get("county", "")
    here = [c.short_zh for c in load_counties() if c.city_code == city]
    institutions = [
        _institution(name) for name in said.get("have", ()) if name in here or _stray(name)
    ]
    declared = _table(said.get("completeness", ""))
    declared += [
        {"所在县": county, "主类型": kind, "截至日期": said["complete"], "填报单位": "残联"}
        for kind in said.get("complete_types", case.file.get("types", ()))
        if "complete" in said
    ]
    declared += [_zero_report(name, case) for name in said.get("none", ())]
    people: int | None = said.get("census_persons")
    counties = tuple(
        replace(c, population_persons=people) if people and c.short_zh == county else c
        for c in load_counties()
    )
    read = _Reader(case, county)
    return LayerSet(
        cities=load_cities(),
        counties=counties,
        facilities=read("facilities", read_facilities, institutions),
        completeness=_read(declared, {"所在县": county, "填报单位": "残联"}, read_completeness),
        rulings=read("rulings", read_rulings),
        purchased_services=read("services", read_purchased_services),
        retrofit_needs=_one_by_one(read, "retrofit"),
        indicator_values=read("indicators", read_indicators),
        registered_population=read("registered", read_registered_population),
    )


@dataclass(frozen=True)
class _Reader:
    case: Case
    county: str

    def rows(self, name: str) -> list[dict[str, str]]:
        return _table(self.case.said.get(name, ""))

    def usual(self, name: str) -> dict[str, str]:
        usual = _table(self.case.file.get("usual", {}).get(name, ""))
        place = {"所在县": self.county} if self.county else {}
        return {**_ALWAYS[name], **place, **(usual[0] if usual else {})}

    def __call__(
        self,
        name: str,
        reader: Callable[[bytes, str], Reading[Any]],
        more: list[dict[str, str]] | None = None,
    ) -> tuple[Any, ...]:
        return _read([*self.rows(name), *(more or [])], self.usual(name), reader)


_ALWAYS: dict[str, dict[str, str]] = {
    "facilities": {},
    "rulings": {"认定单位": "市残工委", "日期": "2026-01-15", "适用县": "全部"},
    "services": {},
    "retrofit": {"口径": "困难重度", "时点": "2025-12-31", "需求户数": ""},
    "indicators": {"时点": "2025-12-31", "填报单位": "市残联", "是否终值": "是"},
    "registered": {"时点": "2025-12-31"},
}


def _one_by_one(read: _Reader, name: str) -> tuple[Any, ...]:
    """Reports of several days come in several files: each row is read on its own."""
    return tuple(
        record
        for row in read.rows(name)
        for record in _read([row], read.usual(name), read_retrofit)
    )


def _read(
    rows: list[dict[str, str]],
    usual: dict[str, str],
    reader: Callable[[bytes, str], Reading[Any]],
) -> tuple[Any, ...]:
    if not rows:
        return ()
    full = [{**usual, **row} for row in rows]
    for row in full:
        if "设施编号" in row and reader is read_facilities:
            row.setdefault("名称", row["设施编号"])
    headers = list(dict.fromkeys(h for row in full for h in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, headers, restval="")
    writer.writeheader()
    writer.writerows(full)
    reading = reader(stream.getvalue().encode(), "case.csv")
    assert not reading.refused
    assert not reading.at_least(Severity.ERROR), [i.sentence("zh") for i in reading.issues]
    return reading.records


def _table(text: str) -> list[dict[str, str]]:
    """A table drawn with bars: the first line names the columns."""
    lines = [
        [cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()
    ]
    for line in lines:
        assert len(line) == len(lines[0]), f"{len(lines[0])} columns, but: {line}"
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _institution(county: str) -> dict[str, str]:
    return {
        "设施编号": f"{county}机构",
        "所在县": county,
        "主类型": "精神障碍社区康复机构",
        "状态": "运营",
        "投用日期": "2020-01-01",
    }


def _zero_report(county: str, case: Case) -> dict[str, str]:
    as_of: date = case.said.get("as_of", case.file["as_of"])
    return {
        "所在县": county,
        "主类型": "精神障碍社区康复机构",
        "截至日期": as_of.isoformat(),
        "填报单位": f"{county}民政局",
        "类别": "零报告",
    }


def _stray(name: str) -> bool:
    raise ValueError(f"{name} is no county of the city")


def _labels(layers: LayerSet) -> dict[str, str]:
    """The words a case uses for the ids of its records."""
    short = {c.code: c.short_zh for c in layers.counties}
    named = {f.facility_id: f.facility_id for f in layers.facilities}
    named |= {c.declaration_id: f"确认：{WORDS[c.facility_type].zh}" for c in layers.completeness}
    named |= {s.service_id: s.project for s in layers.purchased_services}
    named |= {n.record_id: f"{short[n.county_code]} {n.as_of}" for n in layers.retrofit_needs}
    named |= {v.record_id: f"完成值 {v.as_of}" for v in layers.indicator_values}
    named |= {r.ruling_id: r.document for r in layers.rulings}
    return named


def parts_of(expected: str) -> dict[str, dict[str, str]]:
    """The expected parts of counties: 所在县, 计入 (是, 否, 待核实), 原因."""
    return {row["所在县"]: row for row in _table(expected)}
