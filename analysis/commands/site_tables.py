"""The plain tables ``site`` reads beside demand and times: sites with cost and capacity."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.commands.times_tables import POINTS
from geo.issues import DataIssue, Severity
from geo.reading.form import Column, Form
from geo.text import Text
from geo.travel.plain_tables import PlainTable, listed, read_plain_table

_DEGREES = Text("WGS-84 十进制度。", "Decimal degrees, WGS-84.")
_OF_POINTS = {column.name: column.synonyms for column in POINTS.columns}
_UNITS = {"cost": ("元", "yuan"), "capacity": ("人", "persons")}

SITES = Form(
    form_id="plain_sites",
    title=Text("备选点", "Sites"),
    purpose=Text("可以新设或已有的设施，每行一处。", "Sites, new or existing, one in each row."),
    columns=(
        Column(
            "id",
            "编号",
            Text("备选点的编号，与出行时间表的终点一致。", "As to_id of the times."),
            required=True,
            synonyms=("备选点编号", "site_id", "to_id"),
            why=Text("编号把几张表连在一起。", "The id joins the tables."),
        ),
        Column(
            "cost",
            "费用",
            Text("新设的费用，元。", "What opening it costs, in yuan."),
            synonyms=("费用元", "造价", "投资", "cost_yuan"),
            why=Text("费用决定预算够开几处。", "It decides what a budget can open."),
        ),
        Column(
            "capacity",
            "服务能力",
            Text("最多服务的人数；没有上限就留空。", "Most persons; empty: no limit known."),
            synonyms=("容量", "capacity_persons"),
            why=Text("服务能力决定能接纳多少人。", "It decides how many can be served."),
        ),
        # Read by ``read_points`` where there is no table of times; named here as no strangers.
        Column("lon", "经度", _DEGREES, synonyms=_OF_POINTS["lon"]),
        Column("lat", "纬度", _DEGREES, synonyms=_OF_POINTS["lat"]),
    ),
)


def read_sites(path: Path) -> tuple[pd.DataFrame | None, tuple[DataIssue, ...]]:
    """Cost (yuan) and capacity (persons) by id, sorted, NaN where not given, and every issue.

    None when the file is refused; what an ERROR names is among the rows: the caller stops.
    """
    table = read_plain_table(path, path.name, SITES)
    if not isinstance(table, PlainTable):
        return None, table
    ids, id_issues = table.ids("id")
    issues = [*table.issues, *id_issues]
    columns = {}
    for name, units in _UNITS.items():
        if name not in table.cells:
            columns[name] = np.full(len(ids), np.nan)
            continue
        columns[name], unreadable = table.numbers(name, units)
        issues += unreadable
        below = np.flatnonzero(columns[name] < 0)
        issues += listed(below, partial(_negative, table, name))
    repeated = pd.Series(ids, dtype=object).duplicated().to_numpy() & (ids != "")
    issues += listed(np.flatnonzero(repeated), lambda place: _repeated(table, place))
    if not len(ids):
        issues.append(_no_rows())
    found = pd.DataFrame(columns, index=pd.Index(ids, dtype="str", name="id"))
    return found.sort_index(), tuple(issues)


def _negative(table: PlainTable, name: str, place: int) -> DataIssue:
    return table.issue(
        f"{name}_negative",
        Severity.ERROR,
        Text("不能小于 0。", "It can't be below zero."),
        Text("请改正。", "Correct it."),
        place,
        name,
    )


def _repeated(table: PlainTable, place: int) -> DataIssue:
    return table.issue(
        "id_repeated",
        Severity.ERROR,
        Text("这个编号前面已经有一行。", "A row above has this id already."),
        Text("请只保留一行。", "Keep one of them."),
        place,
        "id",
    )


def _no_rows() -> DataIssue:
    return DataIssue(
        "no_data_rows",
        Severity.REFUSED,
        Text("《备选点》只有表头，没有数据行。", "“Sites” has a header and no rows."),
        Text("没有备选点就无从选择。", "Without sites there is nothing to choose from."),
        Text("请补上数据行。", "Add the rows."),
    )
