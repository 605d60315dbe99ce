"""A study by county: facilities and their capacity against the people, and how evenly it falls."""

from __future__ import annotations

from analysis.accessibility.persons_per_place import PER_PLACE_RULE, Places
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.table_columns import (
    CODE,
    NAME,
    NUMBER_OF,
    PER_THOUSAND,
    PERSONS,
    ROUNDED,
    known_or,
    number,
    unit_words,
    whole,
)
from analysis.report.report import Table, Value
from geo.text import Text, join


def supply_table(study: AccessStudy) -> Table:
    """By county: facilities, capacity, people per place, capacity in reach, the worst tenth."""
    unit = unit_words(study.facilities.unit)
    per_thousand = Text(f"{unit.zh}/千人", f"{unit.en} per 1,000")
    tenth = Text("用时最长的十分之一人口中", "Of the tenth worst served")
    columns = (
        CODE,
        NAME,
        number("persons", Text("服务对象", "People"), PERSONS, 11),
        number("facilities", Text("县内设施", "Facilities in it"), NUMBER_OF, 9),
        number("capacity", Text("已知服务能力", "Known capacity"), unit, 11),
        number("capacity_unknown", Text("服务能力不详", "Capacity unknown"), NUMBER_OF, 10),
        number("persons_per_place", Text("人口与服务能力之比", "People per place"), width=12),
        number("access_per_1000", Text("可及服务能力", "Capacity in reach"), per_thousand, 13),
        number("worst_tenth_persons", tenth, PERSONS, 13),
    )
    worst = worst_by_area(study)
    return Table(
        "access_supply",
        Text("服务能力与分布均衡程度", "Capacity, and how evenly it falls"),
        columns,
        tuple(_area_row(row, study, worst) for row in study.areas.rows),
        (*per_place_notes(study), *headline_notes(study), ROUNDED),
        _area_row(study.areas.city, study, worst),
        frozen_columns=2,
    )


def _area_row(area: AreaAccess, study: AccessStudy, worst: dict[str, float]) -> tuple[Value, ...]:
    per_place, access, counted = area.persons_per_place, area.access_mean, area.persons_known
    return (
        area.area_code,
        area.name,
        known_or(whole(area.persons), known=counted),
        area.facilities,
        capacity_value(area),
        area.capacity_unknown,
        known_or(
            None if per_place is None else round(per_place, 1),
            known=area.places in (Places.KNOWN, Places.NONE),
        ),
        known_or(
            None if access is None else round(access * PER_THOUSAND, 3),
            known=counted and study.capacity_missing is None,
        ),
        known_or(whole(worst.get(area.area_code)), known=counted),
    )


def capacity_value(area: AreaAccess) -> Value:
    """The capacity known in an area: 待报 where no facility of it states one."""
    return known_or(area.capacity, known=area.capacity is not None or not area.facilities)


def per_place_notes(study: AccessStudy) -> tuple[Text, ...]:
    """The rule of people per place; where a capacity is unknown, what the ratio can't exceed."""
    bounds = [(row.name, row.per_place_at_most) for row in study.areas.all_rows]
    at_most = [
        Text(f"{name.zh}至多 {most:,.1f}", f"{name.en}: at most {most:,.1f}")
        for name, most in bounds
        if most is not None
    ]
    if not at_most:
        return (PER_PLACE_RULE,)
    listed = join(at_most, en="; ")
    known = Text(
        f"只按已知的服务能力算，人口与服务能力之比：{listed.zh}",
        f"By the capacity that is known, people per place: {listed.en}",
    )
    return (PER_PLACE_RULE, known)


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
