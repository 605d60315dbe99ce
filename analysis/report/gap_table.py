"""短板清单: one row a county in code order, in the columns of the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.report.agencies import current_words, printed_words
from analysis.report.cells import Cell
from analysis.report.county_waits import county_waits
from analysis.report.matrix import Matrix, core_entries
from analysis.report.report import Column, ColumnKind, Table, Value, VerdictValue
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding
from analysis.requirements.schema import Entry, Force
from analysis.school_places import NEEDED, places_short
from geo.layers import LayerSet
from geo.text import Text, join
from geo.vocabulary import WORDS, FacilityType, Function

_SCHOOL_PLACES_CLAUSES = ("F-05Y",)
"""The clause on school places that are short; a plan without it does not ask."""
_NOT_ASKED = VerdictValue(Symbol.NONE, SYMBOL_WORDS[Symbol.NONE])
_THREE = (
    (FacilityType.REHABILITATION, Function.REHABILITATION),
    (FacilityType.CARE, Function.CARE),
    (FacilityType.COMPREHENSIVE, Function.COMPREHENSIVE),
)
_NOTES = (
    Text(
        "“待核实”“待报”不等于没有：未登记的设施，须有无遗漏确认或零报告，才能认定为没有。",
        "“To be verified” and “not reported” do not mean none: only a declaration that the list is "
        "complete, or a zero report, tells that there is none.",
    ),
    Text(
        "康复、托养、综合服务三栏按“三者有其一”的计入规则列出，一处设施可兼有几种功能。",
        "The first three columns follow the counting rules of “one of the three”; one facility may "
        "have several functions.",
    ),
    Text(
        "“现承担单位”空白，表示未见与规划原文不同的记载。",
        "An empty “carried today by” means that nothing else than the plan’s words is known.",
    ),
    Text("按行政区划代码排列，不排名次。", "In the order of division codes; no ranking."),
)
_REFERENCE_NOTE = Text(
    "特殊教育学校一栏为参照目标，不是本规划的要求，不计入本规划的任何统计。",
    "The special-school column is a reference goal, not of this plan and outside its counts.",
)


_PLACES_NOTE = Text(
    "学位缺口＝未安置人数－空余学位；空余学位＝学位－特殊教育学校就读－特教班就读；均以零为限。"
    "“—”表示没有缺口。规划未界定“不足”，本栏仅供参考，不作结论。",
    "School places short: children not placed less free places; free places: places less children "
    "at special schools and in special classes; neither below zero. “—” means none is short. The "
    "plan does not define “short”: the column is information, no verdict.",
)


@dataclass(frozen=True)
class _Sources:
    """What the rows are made from."""

    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment
    matrix: Matrix


def gap_table(
    catalogue: Catalogue, layers: LayerSet, assessment: Assessment, matrix: Matrix
) -> Table:
    """The county matrix of the form 短板清单, the city's row as total."""
    sources = _Sources(catalogue, layers, assessment, matrix)
    core = core_entries(catalogue, assessment.city_code)
    school = _by_slug(core, "special-school") or _by_slug(core, "special-school-reference")
    professional = _by_slug(core, "professional-rehab-or-care")
    reference = school is not None and school.force is Force.REFERENCE
    parts: list[tuple[Column, Callable[[str], Value]]] = [
        (_text("county_code", "代码", "Division code", 8, ColumnKind.CODE), str),
        (_text("county", matrix.county_word.zh, "County", 12), lambda c: _name(sources, c)),
    ]
    three = _by_slug(core, "three-facilities")
    for kind, function in _THREE:
        word = WORDS[kind]
        parts.append(
            (
                Column(kind.value, word, width_chars=12),
                lambda c, k=kind, f=function: _facilities(sources, three, c, k, f),  # type: ignore[misc]
            )
        )
    parts.append(_verdict_column(sources, "three_facilities", three, "三者有其一", "One of three"))
    if professional is not None:
        parts.append(
            _verdict_column(sources, "professional", professional, "专业化设施", "Professional")
        )
    title = (
        ("特殊教育学校（参照，不计入本规划）", "Special school (reference, not of this plan)")
        if reference
        else ("特殊教育学校", "Special school")
    )
    parts.append(_verdict_column(sources, "special_school", school, *title))
    parts.append(
        (
            Column("school_places_short", Text("学位缺口", "School places short"), width_chars=9),
            lambda c: _places_short(sources, c),
        )
    )
    mental = _by_slug(core, "mental-health-share")
    parts.append(
        _verdict_column(
            sources, "mental_health", mental, "精神障碍社区康复", "Community mental health"
        )
    )
    lead, current = printed_words(catalogue, _own(core)), current_words(catalogue, _own(core))
    parts.extend(
        (
            (
                _text("to_verify", "待核实事项", "To be verified", 44),
                lambda c: county_waits(catalogue, layers, assessment, c),
            ),
            (
                _text("lead", "牵头单位（规划原文）", "Lead agency (as the plan prints)", 38),
                lambda _: lead,
            ),
            (_text("current", "现承担单位", "Carried today by", 14), lambda _: current),
            (_text("note", "备注", "Note", 24), lambda c: _note(sources, core, c)),
        )
    )
    counties = [row.area_code for row in matrix.rows]
    rows = tuple(tuple(value(code) for _, value in parts) for code in counties)
    city = assessment.city_code
    in_city = {"county_code", "county", "three_facilities", "professional", "special_school"}
    in_city |= {"mental_health"}
    total = tuple(value(city) if c.id in in_city else None for c, value in parts)
    return Table(
        "gaps",
        Text("短板清单", "Gaps by county"),
        tuple(column for column, _ in parts),
        rows,
        _notes(sources, reference),
        total,
        frozen_columns=2,
    )


def _notes(sources: _Sources, reference: bool) -> tuple[Text, ...]:
    asked = (_PLACES_NOTE,) if _asks_places(sources) else ()
    return (*_NOTES, *asked, *((_REFERENCE_NOTE,) if reference else ()))


def _text(
    column_id: str, zh: str, en: str, width: float, kind: ColumnKind = ColumnKind.TEXT
) -> Column:
    return Column(column_id, Text(zh, en), kind, width_chars=width)


def _by_slug(entries: tuple[Entry, ...], slug: str) -> Entry | None:
    return next((e for e in entries if e.id.partition(".")[2] == slug), None)


def _own(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if e.force is not Force.REFERENCE)


def _name(sources: _Sources, area_code: str) -> Text:
    if area_code == sources.matrix.total.area_code:
        return sources.matrix.total.name
    return next(r.name for r in sources.matrix.rows if r.area_code == area_code)


def _verdict_column(
    sources: _Sources, column_id: str, entry: Entry | None, zh: str, en: str
) -> tuple[Column, Callable[[str], Value]]:
    column = Column(column_id, Text(zh, en), ColumnKind.VERDICT, width_chars=16)

    def value(area_code: str) -> Value:
        if entry is None:
            return _NOT_ASKED
        return verdict_value(_cell(sources.matrix, entry.id, area_code))

    return column, value


def verdict_value(cell: Cell) -> VerdictValue:
    """A cell of the overview as a table's value."""
    return VerdictValue(cell.symbol, cell.word, cell.sub)


def _cell(matrix: Matrix, requirement_id: str, area_code: str) -> Cell:
    rows = (*matrix.rows, matrix.total)
    row = next(r for r in rows if r.area_code == area_code)
    return next(c for c in row.cells if c.requirement_id == requirement_id)


def _facilities(
    sources: _Sources, entry: Entry | None, county: str, kind: FacilityType, function: Function
) -> Value:
    """What is known of one of the three kinds in one county."""
    finding = sources.assessment.get(entry.id, county) if entry is not None else None
    if finding is None:
        return _NOT_ASKED
    records = {f.facility_id: f for f in sources.layers.facilities}
    seen = [
        c
        for c in finding.considered
        if records[c.record_id].facility_type is kind or function in records[c.record_id].functions
    ]
    counted = sum(1 for c in seen if c.counts)
    if counted:
        return Text(f"{counted} 所", f"{counted}")
    if any(c.counts is None for c in seen):
        return SYMBOL_WORDS[Symbol.PENDING]
    complete = any(
        d.county_code == county
        and d.facility_type is kind
        and d.complete_as_of >= sources.assessment.as_of
        for d in sources.layers.completeness
    )
    if not complete:
        return Text("待报", "Not reported")
    if not seen:
        return Text("无", "None")
    whys = join(list(dict.fromkeys(c.why for c in seen)), "；", "; ")
    return Text(f"{len(seen)} 处：{whys.zh}", f"{len(seen)}: {whys.en}")


def _asks_places(sources: _Sources) -> bool:
    """Whether the city's plan has a clause on school places that are short."""
    entries = sources.catalogue.of_city(sources.assessment.city_code)
    return any(e.clause_id in _SCHOOL_PLACES_CLAUSES for e in entries)


def _places_short(sources: _Sources, county: str) -> Value:
    """How many places are short and as of when: information, since the plan sets no measure."""
    if not _asks_places(sources):
        return _NOT_ASKED
    found = places_short(sources.layers.school_placements, county, sources.assessment.as_of)
    if found.places_short is None:
        if len(found.missing) == len(NEEDED):
            return Text("待报", "Not reported")
        lacks = join([NEEDED[name] for name in found.missing])
        return Text(f"待报（缺：{lacks.zh}）", f"Not reported (lacks: {lacks.en})")
    day = found.as_of.isoformat() if found.as_of else None
    when = Text(f"截至 {day}", f"as of {day}") if day else Text("时点未报", "day not reported")
    n = found.places_short
    return Text(f"{f'{n} 个' if n else '—'}（{when.zh}）", f"{n or '—'} ({when.en})")


def _note(sources: _Sources, core: tuple[Entry, ...], county: str) -> Value:
    """Options triggered, and flags of the records that count."""
    notes: list[Text] = []
    for entry in core:
        finding = sources.assessment.get(entry.id, county)
        if finding is None:
            continue
        if entry.force is Force.PERMISSIVE:
            notes.append(_option(sources.matrix, entry, finding))
        notes.extend(finding.flags)
    notes = [n for n in notes if n.zh]
    if not notes:
        return None
    return Text("；\n".join(n.zh for n in notes), ";\n".join(n.en for n in notes))


def _option(matrix: Matrix, entry: Entry, finding: Finding) -> Text:
    cell = _cell(matrix, entry.id, finding.area_code)
    if cell.symbol is Symbol.NOT_TRIGGERED:
        return Text("", "")
    sub = cell.sub or Text("", "")
    return Text(
        f"{entry.name.zh}：{cell.word.zh} {sub.zh}".rstrip(),
        f"{entry.name.en}: {cell.word.en.lower()} {sub.en}".rstrip(),
    )
