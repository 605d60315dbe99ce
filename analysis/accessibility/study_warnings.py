"""What makes a study's headline figures say less than they seem to; it stands in every file."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.accessibility.facilities_asked import CountedFacility
from geo.layers import County
from geo.people.demand import Demand, part_text
from geo.text import Text, join
from geo.travel.model import TravelModel

FEW_SHARE = 0.9
"""Ours: people that are fewer than this share of the census are a part of the city's."""


def study_warnings(
    demand: Demand,
    model: TravelModel,
    off: Sequence[CountedFacility],
    counties: Sequence[County],
    *,
    public: bool = False,
) -> tuple[Text, ...]:
    """Counties of unknown persons, a part of the people, of the roads, facilities off the roads.

    ``off``: the facilities nobody reaches; the public edition says how many of these and of the
    counties there are, and names none.
    """
    warnings = [*_unknown(demand, counties, public=public), *_part(demand), *model.notes]
    if off:
        names = join([f.shown_name for f in off])
        listed = Text("", "") if public else Text(f"：{names.zh}", f": {names.en}")
        warnings.append(
            Text(
                f"{len(off)} 所设施接不上路网或不在时间表中，无人可达{listed.zh}",
                f"{len(off)} facilities are off the roads or in no table; nobody reaches them"
                f"{listed.en}",
            )
        )
    return tuple(warnings)


def census_said(demand: Demand) -> Text | None:
    """How many of the census's residents the people are, in one sentence; None if not compared."""
    if demand.census_share is None:
        return None
    share = part_text(demand.census_share)
    return Text(
        f"人口数据含全市 2020 年普查常住人口的 {share}",
        f"The people are {share} of the city’s residents in the 2020 census",
    )


def _unknown(demand: Demand, counties: Sequence[County], *, public: bool) -> list[Text]:
    unknown = [c for c in counties if c.code in demand.unknown_counties]
    if not unknown:
        return []
    unknown.sort(key=lambda c: c.code)
    listed = join([Text(c.short_zh, c.short_en) for c in unknown])
    if public:
        listed = Text(f"有 {len(unknown)} 个县（市、区）", f"{len(unknown)} counties")
    return [
        Text(
            f"{listed.zh}人数待报（不是 0 人），全市各数只含其余各县",
            f"Persons of {listed.en} not reported (which is not 0): the city’s figures are those"
            " of the other counties",
        )
    ]


def _part(demand: Demand) -> list[Text]:
    said = census_said(demand)
    if said is None or demand.census_share is None or demand.census_share >= FEW_SHARE:
        return []
    return [
        Text(
            f"{said.zh}；各项人数和占比只说这部分人，不能当作全市情况",
            f"{said.en}; figures and shares are of these people only, not of the whole city",
        )
    ]
