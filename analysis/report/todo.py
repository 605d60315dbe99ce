"""待办: what waits for what, from whom."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.matrix import core_entries
from analysis.report.needs import NEED_WORDS
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Reason, Verdict
from analysis.requirements.schema import CountyShare, Entry, Indicator
from geo.layers import LayerSet
from geo.text import Text, join


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One requirement's open findings: how many, what is missing, whom to ask."""

    requirement_id: str
    count: int
    title: Text
    what: Text
    ask: Text
    area_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """All open findings of a city; ``total`` is the sum of the lines."""

    lines: tuple[TodoLine, ...]
    total: int
    bodies: tuple[Text, ...]
    county_codes: tuple[str, ...]
    """Counties a request sheet is made for."""


@dataclass(frozen=True, slots=True)
class _Open:
    """One open finding, or one county's open part in a finding about the city."""

    area_code: str
    reason: Reason
    asks: tuple[Text, ...]


def build_todo(catalogue: Catalogue, layers: LayerSet, assessment: Assessment) -> Todo:
    """The open findings of a city, one line a requirement, the indicators in one line.

    A reference goal that is not due waits for nobody and is left out.
    """
    city = assessment.city_code
    core = core_entries(catalogue, city)
    others = [e for e in catalogue.evaluated(city) if e not in core]
    lines: list[TodoLine] = []
    bodies: dict[str, Text] = {}
    indicators: list[tuple[Entry, list[_Open]]] = []
    for entry in (*core, *others):
        open_ = _open_of(entry, assessment)
        if not open_:
            continue
        bodies.update({b.zh: b for o in open_ for a in o.asks for b in _bodies_of(a)})
        if isinstance(entry.check, Indicator):
            indicators.append((entry, open_))
            continue
        lines.append(
            TodoLine(
                entry.id,
                len(open_),
                entry.name,
                _what(entry, open_),
                _who(catalogue, layers, city, entry, open_),
                tuple(o.area_code for o in open_),
            )
        )
    if indicators:
        entry = indicators[0][0]
        everything = [o for _, open_ in indicators for o in open_]
        lines.append(
            TodoLine(
                entry.id,
                len(everything),
                Text("规划指标", "Indicators"),
                Text("完成值及数据来源", "values with their source"),
                _shortened(list({a.zh: a for o in everything for a in o.asks}.values())),
                (city,),
            )
        )
    codes = {c.code for c in layers.counties_of(city)}
    asked = sorted({code for line in lines for code in line.area_codes if code in codes})
    return Todo(tuple(lines), sum(x.count for x in lines), tuple(bodies.values()), tuple(asked))


def _bodies_of(ask: Text) -> list[Text]:
    """The bodies one ask names; what a body is asked to do stands in brackets and is no body."""
    zh = [part.split("（")[0] for part in ask.zh.split("、")]
    en = [part.split(" (")[0] for part in ask.en.split(", ")]
    return [Text(a, b) for a, b in zip(zh, en, strict=True)] if len(zh) == len(en) else [ask]


def _open_of(entry: Entry, assessment: Assessment) -> list[_Open]:
    found: list[_Open] = []
    for finding in assessment.findings:
        if finding.requirement_id != entry.id or finding.reason is Reason.NOT_DUE:
            continue
        if isinstance(entry.check, CountyShare):
            found.extend(
                _Open(p.county_code, p.reason, tuple(m.ask for m in p.missing))
                for p in finding.parts
                if p.counts is None
            )
        elif finding.verdict is Verdict.INDETERMINATE:
            asks = tuple({m.ask.zh: m.ask for m in finding.missing}.values())
            found.append(_Open(finding.area_code, finding.reason, asks))
    return found


def _what(entry: Entry, open_: list[_Open]) -> Text:
    """What the open findings lack, each thing once."""
    base = entry.ask_what.text if entry.ask_what else entry.name
    needs = {t.zh: t for t in (NEED_WORDS.get(o.reason, base) for o in open_)}
    return join(list(needs.values()), "；", "; ")


def _who(
    catalogue: Catalogue, layers: LayerSet, city_code: str, entry: Entry, open_: list[_Open]
) -> Text:
    """Whom to ask: "every county's …" when all are asked, else the bodies by name."""
    counties = {c.code for c in layers.counties_of(city_code)}
    everywhere = {o.area_code for o in open_} >= counties
    asks = {a.zh: a for o in open_ for a in o.asks}
    if everywhere and entry.ask is not None and "{county}" in entry.ask.zh:
        word = catalogue.plan_of(city_code).county_word.text
        every = Text(
            entry.ask.zh.replace("{county}", f"各{word.zh}"),
            entry.ask.en.replace("{county}", "every county’s"),
        )
        of_counties = {
            entry.ask.zh.replace("{county}", c.short_zh) for c in layers.counties_of(city_code)
        }
        return join([every, *(a for zh, a in asks.items() if zh not in of_counties)])
    return _shortened(list(asks.values()))


def _shortened(asks: list[Text], most: int = 3) -> Text:
    """The bodies, each once, the first few by name."""
    bodies = list({b.zh: b for a in asks for b in _parts_of(a)}.values())
    if len(bodies) <= most:
        return join(bodies)
    first = join(bodies[:most])
    return Text(f"{first.zh}等 {len(bodies)} 家", f"{first.en} and {len(bodies) - most} more")


def _parts_of(ask: Text) -> list[Text]:
    """The bodies one ask names, with what stands in brackets."""
    zh, en = ask.zh.split("、"), ask.en.split(", ")
    return [Text(a, b) for a, b in zip(zh, en, strict=True)] if len(zh) == len(en) else [ask]
