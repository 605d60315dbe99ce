"""What one county's open findings wait for, in one cell: its declarations, then the rest."""

from __future__ import annotations

from analysis.report.county_sheet import findings_of_county
from analysis.report.needs import need_of
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Missing, Reason
from analysis.requirements.presence import declaration_wanted
from analysis.requirements.schema import CountyShare, Entry, FacilityPresence
from geo.layers import LayerSet
from geo.text import Text, join
from geo.vocabulary import FacilityType

_OLD = Text("已有的早于评估时点", "that on record is of before the day")
_UNDECLARED = (Reason.COMPLETENESS_MISSING, Reason.COMPLETENESS_OUTDATED)


def county_waits(
    catalogue: Catalogue, layers: LayerSet, assessment: Assessment, county: str
) -> Text | None:
    """What lacks; None where nothing does.

    The lists a county has to declare complete are told once for all its requirements, those that
    were declared too long ago apart; what else lacks stands behind the requirement's name.
    """
    declared = {
        d.facility_type: d.complete_as_of >= assessment.as_of
        for d in sorted(layers.completeness, key=lambda d: d.complete_as_of)
        if d.county_code == county
    }
    undeclared: dict[FacilityType, None] = {}
    said: list[Text] = []
    for entry, finding, part in findings_of_county(catalogue, assessment, county):
        source = part if part is not None else finding
        missing = source.missing
        if source.reason in _UNDECLARED:
            types = tuple(t for t in _accepted(entry) if not declared.get(t, False))
            undeclared.update(dict.fromkeys(types))
            told = declaration_wanted(types)
            missing = tuple(m for m in missing if m.what != told)
        if missing:
            said.append(_named(entry, source.reason, missing))
    old = tuple(t for t in undeclared if t in declared)
    never = tuple(t for t in undeclared if t not in declared)
    if old:
        wanted = declaration_wanted(old)
        said.insert(0, Text(f"{wanted.zh}（{_OLD.zh}）", f"{wanted.en} ({_OLD.en})"))
    if never:
        said.insert(0, declaration_wanted(never))
    return join(said, "；", "; ") if said else None


def _accepted(entry: Entry) -> tuple[FacilityType, ...]:
    """The types the requirement accepts."""
    check = entry.check
    return check.accepts_types if isinstance(check, FacilityPresence | CountyShare) else ()


def _named(entry: Entry, reason: Reason, missing: tuple[Missing, ...]) -> Text:
    need, name = need_of(entry, reason, missing), entry.name
    return Text(f"{name.zh}：{need.zh}", f"{name.en}: {need.en}")
