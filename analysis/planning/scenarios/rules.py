"""The rules a plan keeps: of one county so many, of a city in so many counties."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import UnderWayUse, Unplanned
from geo.text import Text


@dataclass(frozen=True, slots=True)
class CountyRule:
    """In one county at least so many of these: options, and facilities that could be closed."""

    requirement_id: str
    county_code: str
    at_least: int
    options: frozenset[str]
    facilities: frozenset[str]
    assumed: bool
    said: Text


@dataclass(frozen=True, slots=True)
class ShareRule:
    """In at least so many of these counties one or more of what stands beside it.

    ``counties``: county code, option ids, ids of facilities that could be closed; in code order.
    """

    requirement_id: str
    clause: Text
    city_code: str
    at_least: int
    counties: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    assumed: frozenset[str]
    said: Text


@dataclass(frozen=True, slots=True)
class Held:
    """The rules of a question, and what they leave out; in order of requirement and county."""

    counties: tuple[CountyRule, ...]
    shares: tuple[ShareRule, ...]
    unplanned: tuple[Unplanned, ...]
    under_way: tuple[UnderWayUse, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def assumed(self) -> frozenset[tuple[str, str]]:
        """(requirement id, county code) that are planned for on an assumption."""
        found = {(r.requirement_id, r.county_code) for r in self.counties if r.assumed}
        return frozenset(found | {(s.requirement_id, c) for s in self.shares for c in s.assumed})

    def met_by(self, option: Option) -> tuple[tuple[str, str], ...]:
        """(requirement id, county code) of the rules the option counts in, in order."""
        name, county = option.option_id, option.site.county_code
        found = {(r.requirement_id, r.county_code) for r in self.counties if name in r.options}
        for share in self.shares:
            if any(name in options for _, options, _ in share.counties):
                found.add((share.requirement_id, county))
        return tuple(sorted(found))
