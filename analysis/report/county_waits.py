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


def county_waits(
    catalogue: Catalogue, layers: LayerSet, assessment: Assessment, county: str
) -> Text | None:
    """What lacks; None where nothing does.

    The lists a county has to declare complete are told once for all its requirements; what else
    lacks stands behind the requirement's name.
    """
    undeclared: dict[FacilityType, None] = {}
    said: list[Text] = []
    for entry, finding, part in findings_of_county(catalogue, assessment, county):
        source = part if part is not None else finding
        if not source.missing:
            continue
        missing = source.missing
        if source.reason is Reason.COMPLETENESS_MISSING:
            types = _undeclared(entry, layers, assessment, county)
            undeclared.update(dict.fromkeys(types))
            told = declaration_wanted(types)
            missing = tuple(m for m in missing if m.what != told)
        if missing:
            said.append(_named(entry, source.reason, missing))
    if undeclared:
        said.insert(0, declaration_wanted(tuple(undeclared)))
    return join(said, "；", "; ") if said else None


def _undeclared(
    entry: Entry, layers: LayerSet, assessment: Assessment, county: str
) -> tuple[FacilityType, ...]:
    """The types the requirement accepts whose list nobody has declared complete by the day."""
    check = entry.check
    types = check.accepts_types if isinstance(check, FacilityPresence | CountyShare) else ()
    declared = {
        d.facility_type
        for d in layers.completeness
        if d.county_code == county and d.complete_as_of >= assessment.as_of
    }
    return tuple(t for t in types if t not in declared)


def _named(entry: Entry, reason: Reason, missing: tuple[Missing, ...]) -> Text:
    need, name = need_of(entry, reason, missing), entry.name
    return Text(f"{name.zh}：{need.zh}", f"{name.en}: {need.en}")
