"""A study by county: who is served within which time, how long people need, capacity against need.

Counties come in code order, the city's row last; nothing is ranked. Persons are rounded where they
are written, never before.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.accessibility.persons_per_place import Places
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_notes import made_of
from analysis.accessibility.table_columns import (
    CODE,
    MINUTES,
    NAME,
    NUMBER_OF,
    PER_THOUSAND,
    PERSONS,
    ROUNDED,
    known_or,
    minutes,
    number,
    share,
    unit_words,
    whole,
)
from analysis.report.report import Table, Value
from geo.text import Text


def county_table(study: AccessStudy) -> Table:
    """By county: who is served within which time, how long people need, capacity against need."""
    question = study.question
    limit = f"{question.limit_min:g}"
    unit = unit_words(study.facilities.unit)
    whole_people = (
        ("persons", Text("服务对象", "People")),
        ("reached_persons", Text(f"{limit} 分钟内", f"Within {limit} min")),
        ("beyond_persons", Text(f"超过 {limit} 分钟", f"Over {limit} min")),
        ("not_connected_persons", Text("未连通", "Not connected")),
    )
    shares = [
        (f"within_{c:g}_share", Text(f"{c:g} 分钟内占比", f"Share within {c:g} min"))
        for c in question.cutoffs_min
    ]
    per_thousand = Text(f"{unit.zh}/千人", f"{unit.en} per 1,000")
    unknown = number("capacity_unknown", Text("服务能力不详", "Capacity unknown"), NUMBER_OF, 9)
    tenth = number(
        "worst_tenth_persons", Text("用时最长的十分之一", "Of the tenth worst served"), PERSONS, 11
    )
    columns = (
        CODE,
        NAME,
        *(number(name, title, PERSONS, 12.5) for name, title in whole_people),
        *(number(name, title, width=9) for name, title in shares),
        number("mean_min", Text("平均用时", "Mean time"), MINUTES, 11),
        number("median_min", Text("中位用时", "Median time"), MINUTES, 11),
        number("facilities", Text("县内设施", "Facilities in it"), NUMBER_OF, 11),
        number("capacity", Text("已知服务能力", "Known capacity"), unit, 10),
        number("persons_per_place", Text("人口与服务能力之比", "People per place"), width=10),
        number("access_per_1000", Text("可及服务能力", "Capacity in reach"), per_thousand, 11),
        replace(unknown, printed=False),
        replace(tenth, printed=False),
    )
    worst = worst_by_area(study)
    return Table(
        "access_counties",
        Text("各县（市、区）可达性", "Access by county"),
        columns,
        tuple(_area_row(row, study, worst) for row in study.areas.rows),
        (
            *study.warnings,
            *made_of(study.question, study.demand, study.model),
            *headline_notes(study),
            ROUNDED,
        ),
        _area_row(study.areas.city, study, worst),
        frozen_columns=2,
    )


def _area_row(area: AreaAccess, study: AccessStudy, worst: dict[str, float]) -> tuple[Value, ...]:
    per_place, access = area.persons_per_place, area.access_mean
    counted = area.persons_known

    def of_people(value: Value) -> Value:
        return known_or(value, known=counted)

    return (
        area.area_code,
        area.name,
        of_people(whole(area.persons)),
        of_people(whole(area.reached_persons)),
        of_people(whole(area.beyond_persons)),
        of_people(whole(area.not_connected_persons)),
        *(of_people(share(part)) for part in area.within_shares),
        of_people(minutes(area.mean_min)),
        of_people(minutes(area.median_min)),
        area.facilities,
        capacity_value(area),
        known_or(
            None if per_place is None else round(per_place, 1),
            known=area.places in (Places.KNOWN, Places.NONE),
        ),
        known_or(
            None if access is None else round(access * PER_THOUSAND, 3),
            known=counted and study.capacity_missing is None,
        ),
        area.capacity_unknown,
        of_people(whole(worst.get(area.area_code))),
    )


def capacity_value(area: AreaAccess) -> Value:
    """The capacity known in an area: 待报 where no facility of it states one."""
    return known_or(area.capacity, known=area.capacity is not None or not area.facilities)


def worst_by_area(study: AccessStudy) -> dict[str, float]:
    """Of the tenth of the people who need longest, how many live in which area, the city's too.

    Empty where nobody lives anywhere.
    """
    if study.worst is None:
        return {}
    here = study.cells["county_code"].reindex(study.worst.persons.index)
    known = {c.code for c in study.counties}
    areas = here.where(here.isin(known), "")
    by_area = study.worst.persons.groupby(areas).sum()
    found = {row.area_code: float(by_area.get(row.area_code, 0.0)) for row in study.areas.rows}
    return {**found, study.city.code: study.worst.total_persons}


def headline_notes(study: AccessStudy) -> tuple[Text, ...]:
    """Inequality and the tenth worst served, a sentence each."""
    notes = []
    if study.inequality is not None:
        gini = f"{study.inequality.gini:.3f}"
        notes.append(
            Text(
                f"可及服务能力的基尼系数（按人口加权）{gini}；0 为人人相同",
                f"Gini coefficient of capacity in reach, weighted by persons: {gini}; 0 is equal",
            )
        )
    elif study.inequality_missing is not None:
        notes.append(study.inequality_missing)
    if study.worst is not None:
        notes.append(_worst_said(study))
    return tuple(notes)


def _worst_said(study: AccessStudy) -> Text:
    worst = study.worst
    if worst is None:
        raise ValueError("nobody lives anywhere")
    persons, lost = f"{worst.total_persons:,.0f}", f"{worst.unreached_persons:,.0f}"
    said = Text(
        f"用时最长的十分之一共 {persons} 人，其中未连通 {lost} 人",
        f"The tenth worst served is {persons} persons, {lost} of them not connected",
    )
    if worst.threshold_min is None or worst.mean_min is None:
        return said
    return Text(
        f"{said.zh}，其余需 {worst.threshold_min:.1f} 分钟以上，平均 {worst.mean_min:.1f} 分钟",
        f"{said.en}; the others need {worst.threshold_min:.1f} min or more,"
        f" {worst.mean_min:.1f} on average",
    )
