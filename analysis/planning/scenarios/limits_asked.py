"""What a plan must keep, as the engine of siting takes it: at least, at most, money of a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from analysis.planning.scenarios.available import Available
from analysis.planning.scenarios.facility_of import converted
from analysis.planning.scenarios.held_words import SHARE_COUNTY, SHARE_WITHOUT
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan_words import (
    AT_MOST_ONE,
    FORCED,
    KEPT_OR_CONVERTED,
    YEAR_BUDGET,
    YEARS_BUDGET,
)
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.rules import Held
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.scenarios.years import Money, cost_by_year, year_limits
from analysis.planning.siting.amounts import money as money_words
from analysis.planning.siting.problem import AtMost, Requirement, Resource
from geo.layers import LayerSet
from geo.text import Text

KEPT, LEFT = "keep:", "without:"
"""What the ids of the engine's sites begin with that are no option."""


def rules_asked(
    question: PlanQuestion,
    layers: LayerSet,
    available: Available,
    held: Held,
    sites: Mapping[str, Collection[str]],
) -> tuple[tuple[Requirement, ...], tuple[AtMost, ...]]:
    """What must be open at least, and at most, among the engine's sites.

    ``sites``: by option id, the engine's sites of which one open means that it is taken.
    """

    def of(options: frozenset[str], facilities: frozenset[str]) -> frozenset[str]:
        found = {f"{KEPT}{f}" for f in facilities}
        return frozenset(found.union(*(sites[name] for name in options)))

    required = [
        Requirement(of(rule.options, rule.facilities), rule.at_least, rule.said)
        for rule in held.counties
    ]
    at_most = []
    for share in held.shares:
        without = []
        for code, options, facilities in share.counties:
            without.append(f"{LEFT}{share.requirement_id}:{code}")
            county = layers.county(code)
            named = Text(county.name_zh, county.name_en)
            said = SHARE_COUNTY.fill(county=named, clause=share.clause)
            one_of = of(options, facilities) | {without[-1]}
            required.append(Requirement(one_of, 1, said))
        # A county is one however many sites it has, so those left without are what is counted.
        most = len(without) - share.at_least
        if most < 0:
            required.append(Requirement(frozenset(), 1, share.said))
        else:
            said = SHARE_WITHOUT.fill(said=share.said, can=len(without), most=most)
            at_most.append(AtMost(frozenset(without), most, said))
    for option_id in sorted(question.forced):
        option = question.option(option_id)
        one_of = frozenset(sites.get(option_id, ()))
        required.append(Requirement(one_of, 1, FORCED.fill(name=_name(option))))
    places: dict[str, list[Option]] = {}
    for option in available.options.values():
        places.setdefault(f"s{option.site.site_id}", []).append(option)
        if option.site.facility_id:
            places.setdefault(f"f{option.site.facility_id}", []).append(option)
    groups: dict[frozenset[str], Text] = {}
    for key in sorted(places):
        one_of = frozenset().union(*(sites[o.option_id] for o in places[key]))
        groups.setdefault(one_of, AT_MOST_ONE.fill(name=_name(places[key][0])))
    at_most += [AtMost(one_of, 1, said) for one_of, said in groups.items() if len(one_of) > 1]
    for facility_id in sorted(available.loose):
        takers = [o for o in available.options.values() if converted(o) == facility_id]
        one_of = frozenset({f"{KEPT}{facility_id}"}).union(*(sites[o.option_id] for o in takers))
        said = KEPT_OR_CONVERTED.fill(name=_name(takers[0]))
        at_most.append(AtMost(one_of, 1, said))
        required.append(Requirement(one_of, 1, said))
    return tuple(required), tuple(at_most)


def spoken_of(required: tuple[Requirement, ...], at_most: tuple[AtMost, ...]) -> set[str]:
    """The engine's sites that these rules name."""
    groups = [r.one_of for r in required] + [m.one_of for m in at_most]
    return set().union(*groups)


def resources_asked(
    question: PlanQuestion,
    available: Available,
    begun: dict[str, tuple[str, int]],
    money: Money,
) -> tuple[Resource, ...]:
    """One a year that has a budget of its own.

    Where money is carried over it holds of that year and those before it that have a budget.
    """
    resources = []
    first = next((y for y in question.years if y in money.by_year_yuan), question.years[0])
    for year, years, limit_yuan in year_limits(question, money):
        places = [question.years.index(y) for y in years]
        use = {}
        for name, (option_id, begin) in begun.items():
            spent = cost_by_year(available.options[option_id], begin, question.years)
            if spent is not None and (paid := sum(spent[k] for k in places)):
                use[name] = paid
        limit = max(0.0, limit_yuan)
        words = YEARS_BUDGET if question.carry_over and len(years) > 1 else YEAR_BUDGET
        said = words.fill(first=first, year=year, yuan=money_words(limit, in_wan=True))
        resources.append(Resource(use, limit, said, money=True))
    return tuple(resources)


def _name(option: Option) -> Text:
    return site_words(option.site)
