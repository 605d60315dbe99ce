"""From all residents to one group of them: by each county's census share, rate or report.

Where a group lives inside its county is not known, so it is spread in proportion to residents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from geo.counties import load_counties
from geo.people.demand import Demand, PeopleGroup
from geo.population import aged_persons, load_census, load_disability_rates
from geo.text import Text, join

AGES: dict[PeopleGroup, tuple[int, int | None]] = {
    PeopleGroup.AGED_0_14: (0, 14),
    PeopleGroup.AGED_5_14: (5, 14),
    PeopleGroup.AGED_60_PLUS: (60, None),
    PeopleGroup.AGED_65_PLUS: (65, None),
}

_AGE_NOTE = Text(
    "该年龄段按所在县七普年龄构成占比折算，县内各处按同一比例。",
    "The age group is each county's share in the 2020 census, the same all over the county.",
)
_RATE_NOTE = Text(
    "残疾人数为抽样推算：常住人口 × {rate:.2%}（2006 年第二次全国残疾人抽样调查，全国比率），"
    "各县同一比率，只反映人口分布，与持证人数不能相加、相除。",
    "Persons with disabilities are a survey estimate: residents × {rate:.2%} (national rate of "
    "2006), the same everywhere; it shows where people live, and is never added to or divided by "
    "the number of certificate holders.",
)
_REGISTERED_NOTE = Text(
    "持证残疾人为各县所报总数，在县内按常住人口比例分布；与抽样推算不能相加、相除。",
    "Certificate holders are the totals counties report, spread inside each county in proportion "
    "to residents; never added to or divided by survey estimates.",
)
_NOT_REPORTED = Text(
    "{counties}没有报送持证残疾人总数，未列入（不是 0 人）。",
    "{counties}: no total of certificate holders reported; left out, which is not 0 persons.",
)
_NO_COUNTY = Text(
    "有 {count} 处（常住 {persons:,.0f} 人）不知道属于哪个县，无法按县折算，未列入。",
    "{count} places ({persons:,.0f} residents) of unknown county can't be converted: left out.",
)
_NO_RESIDENTS = Text(
    "{counties}在这份人口分布里没有常住人口，持证残疾人无处可分，未列入。",
    "{counties}: no residents in this distribution to spread certificate holders over; left out.",
)


def group_demand(
    everyone: Demand, group: PeopleGroup, registered: Mapping[str, float] | None = None
) -> Demand:
    """The demand of one group, made of the demand of all residents; ALL gives it back unchanged.

    ``registered``: certificate holders by county code, for DISABLED_REGISTERED; counties not in it
    are left out, named, and of unknown persons. Raises ValueError when ``everyone`` is of another
    group than ALL, when ``registered`` is missing for that group or holds a negative number.
    """
    if everyone.group is not PeopleGroup.ALL:
        raise ValueError(f"the group {group} is made of all residents, not of {everyone.group}")
    if group is PeopleGroup.ALL:
        return everyone
    if group is PeopleGroup.DISABLED_ESTIMATED:
        rate = load_disability_rates().prevalence_share
        frame = everyone.frame.assign(persons=everyone.frame["persons"] * rate)
        return _of(everyone, group, frame, (_RATE_NOTE.fill(rate=rate),))
    known, notes = _of_known_county(everyone.frame)
    if group is PeopleGroup.DISABLED_REGISTERED:
        return _registered(everyone, known, notes, registered)
    census = load_census()
    shares = aged_persons(census, *AGES[group]) / census["total_persons"]
    persons = known["persons"] * known["county_code"].map(shares).astype(float)
    return _of(everyone, group, known.assign(persons=persons), (_AGE_NOTE, *notes))


def _registered(
    everyone: Demand,
    known: pd.DataFrame,
    notes: tuple[Text, ...],
    registered: Mapping[str, float] | None,
) -> Demand:
    if registered is None:
        raise ValueError("certificate holders by county are needed")
    if any(not count >= 0 for count in registered.values()):
        raise ValueError("certificate holders must be known and not negative")
    residents = known.groupby("county_code")["persons"].sum()
    missing = [str(code) for code in residents.index if code not in registered]
    empty = [
        str(code)
        for code in residents.index
        if residents[code] == 0 and registered.get(str(code), 0) > 0
    ]
    rate = {
        str(code): registered[str(code)] / residents[code] if residents[code] else 0.0
        for code in residents.index
        if code in registered and code not in empty
    }
    kept = known[known["county_code"].isin(list(rate))]
    unknown = tuple(sorted({*everyone.unknown_counties, *missing, *empty}))
    persons = kept["persons"] * kept["county_code"].map(rate).astype(float)
    told = [
        text.fill(counties=_names(codes))
        for text, codes in ((_NOT_REPORTED, missing), (_NO_RESIDENTS, empty))
        if codes
    ]
    return _of(
        replace(everyone, unknown_counties=unknown),
        PeopleGroup.DISABLED_REGISTERED,
        kept.assign(persons=persons),
        (_REGISTERED_NOTE, *told, *notes),
    )


def _of_known_county(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """The rows whose county is one of the census, and a note on the others."""
    known = frame["county_code"].isin(load_census().index)
    if known.all():
        return frame, ()
    lost = frame[~known]
    note = _NO_COUNTY.fill(count=len(lost), persons=float(lost["persons"].sum()))
    return frame[known], (note,)


def _of(
    everyone: Demand, group: PeopleGroup, frame: pd.DataFrame, notes: tuple[Text, ...]
) -> Demand:
    return replace(everyone, frame=frame, group=group, notes=(*everyone.notes, *notes))


def _names(codes: list[str]) -> Text:
    names = {c.code: Text(c.name_zh, c.name_en) for c in load_counties()}
    return join([names.get(code, Text(code, code)) for code in codes])
