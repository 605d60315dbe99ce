"""待办: what waits for what, from whom."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.matrix import core_entries
from analysis.report.needs import NEED_WORDS, need_of
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Missing, Reason, Verdict
from analysis.requirements.schema import CountyShare, Entry, Indicator, RetrofitTotal
from geo.layers import LayerSet
from geo.text import Text, join

_NOBODY = Text("", "")


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One requirement's open findings: how many, what is missing, whom to ask."""

    requirement_id: str
    count: int
    title: Text
    what: Text
    ask: Text
    area_codes: tuple[str, ...]
    ask_all: Text = _NOBODY
    """Whom to ask with no body left out; ``ask`` names the first few."""


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to be supplied: for which area and requirement, what, by whom.

    Where several bodies are asked for different things, both are numbered ①② alike.
    """

    area_code: str
    requirement_id: str
    title: Text
    what: Text
    ask: Text


@dataclass(frozen=True, slots=True)
class Todo:
    """All open findings of a city; ``total`` is the sum of the lines and the number of items."""

    lines: tuple[TodoLine, ...]
    total: int
    bodies: tuple[Text, ...]
    county_codes: tuple[str, ...]
    """Counties a request sheet is made for."""
    items: tuple[TodoItem, ...] = ()
    """One an open finding or open county part: by requirement, the areas in code order."""


@dataclass(frozen=True, slots=True)
class _Open:
    """One open finding, or one county's open part in a finding about the city."""

    area_code: str
    reason: Reason
    missing: tuple[Missing, ...]
    unreported: tuple[str, ...] = ()
    """Counties that have not reported, where they report to the city's finding."""

    @property
    def asks(self) -> tuple[Text, ...]:
        """Whom to ask, each once."""
        return tuple({m.ask.zh: m.ask for m in self.missing}.values())


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
    items: list[TodoItem] = []
    for entry in (*core, *others):
        open_ = _open_of(entry, assessment)
        if not open_:
            continue
        bodies.update({b.zh: b for o in open_ for a in o.asks for b in _bodies_of(a)})
        items += [_item(entry, o, layers) for o in sorted(open_, key=lambda o: o.area_code)]
        if isinstance(entry.check, Indicator):
            indicators.append((entry, open_))
            continue
        who = _who(catalogue, layers, city, entry, open_)
        lines.append(
            TodoLine(
                entry.id,
                len(open_),
                entry.name,
                _what(entry, open_),
                _shortened(who),
                tuple(o.area_code for o in open_),
                join(who),
            )
        )
    if indicators:
        entry = indicators[0][0]
        everything = [o for _, open_ in indicators for o in open_]
        who = _each_once([a for o in everything for a in o.asks])
        lines.append(
            TodoLine(
                entry.id,
                len(everything),
                Text("规划指标", "Indicators"),
                Text("完成值及数据来源", "values with their source"),
                _shortened(who),
                (city,),
                join(who),
            )
        )
    codes = {c.code for c in layers.counties_of(city)}
    asked = sorted({code for line in lines for code in line.area_codes if code in codes})
    total = sum(x.count for x in lines)
    return Todo(tuple(lines), total, tuple(bodies.values()), tuple(asked), tuple(items))


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
                _Open(p.county_code, p.reason, p.missing) for p in finding.parts if p.counts is None
            )
        elif finding.verdict is Verdict.INDETERMINATE:
            late = tuple(p.county_code for p in finding.parts if p.counts is None)
            found.append(_Open(finding.area_code, finding.reason, finding.missing, late))
    return found


def _what(entry: Entry, open_: list[_Open]) -> Text:
    """What the open findings lack, each thing once."""
    needs = {t.zh: t for t in (need_of(entry, o.reason, o.missing) for o in open_)}
    return join(list(needs.values()), "；", "; ")


def _item(entry: Entry, open_: _Open, layers: LayerSet) -> TodoItem:
    """What one open finding waits for."""
    needs = list({(m.what.zh, m.ask.zh): m for m in open_.missing}.values())
    whats, asks = [m.what for m in needs], [m.ask for m in needs]
    if isinstance(entry.check, RetrofitTotal) and needs and open_.unreported:
        whats = [_with_counties(whats[0], open_.unreported, layers)]
    if open_.reason in _NOT_GOOD_ENOUGH:
        need = NEED_WORDS[open_.reason]
        whats = [Text(f"{w.zh}（须为{need.zh}）", f"{w.en} ({need.en})") for w in whats]
    return TodoItem(open_.area_code, entry.id, entry.name, *_paired(whats, asks))


def _with_counties(what: Text, codes: tuple[str, ...], layers: LayerSet) -> Text:
    late = [c for c in layers.counties if c.code in codes]
    names = join([Text(c.short_zh, c.short_en) for c in late])
    return Text(f"{what.zh}（待报：{names.zh}）", f"{what.en} (not reported: {names.en})")


_NOT_GOOD_ENOUGH = frozenset(
    {
        Reason.VALUE_NOT_FINAL,
        Reason.VALUE_OUTDATED,
        Reason.VALUE_LATER,
        Reason.COMPLETENESS_OUTDATED,
    }
)
"""Something has come in; what has to come instead is said."""
_SIGNS = "①②③④⑤⑥⑦⑧⑨"


def _paired(whats: list[Text], asks: list[Text]) -> tuple[Text, Text]:
    """What and who; numbered alike where not one and the same is asked for all."""
    if len({a.zh for a in asks}) == 1 or len(asks) > len(_SIGNS):
        return join(whats, "；", "; "), join(_each_once(asks))
    marked = [
        [Text(f"{n}{t.zh}", f"{n} {t.en}") for n, t in zip(_SIGNS, of, strict=False)]
        for of in (whats, asks)
    ]
    return join(marked[0], "；", "; "), join(marked[1], "；", "; ")


def _who(
    catalogue: Catalogue, layers: LayerSet, city_code: str, entry: Entry, open_: list[_Open]
) -> list[Text]:
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
        return [every, *(a for zh, a in asks.items() if zh not in of_counties)]
    return _each_once(list(asks.values()))


def _each_once(asks: list[Text]) -> list[Text]:
    """The bodies the asks name, each once."""
    return list({b.zh: b for a in asks for b in _parts_of(a)}.values())


def _shortened(bodies: list[Text], most: int = 3) -> Text:
    """The first few bodies by name."""
    if len(bodies) <= most:
        return join(bodies)
    first = join(bodies[:most])
    return Text(f"{first.zh}等 {len(bodies)} 家", f"{first.en} and {len(bodies) - most} more")


def _parts_of(ask: Text) -> list[Text]:
    """The bodies one ask names, with what stands in brackets."""
    zh, en = ask.zh.split("、"), ask.en.split(", ")
    return [Text(a, b) for a, b in zip(zh, en, strict=True)] if len(zh) == len(en) else [ask]
