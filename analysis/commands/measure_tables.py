"""The plain tables ``measures`` reads beside the times: persons by id, capacity by id."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from geo.issues import DataIssue, Severity
from geo.reading.form import Column, Form
from geo.text import Text
from geo.travel.plain_tables import PlainTable, listed, read_plain_table

_ID_WHY = Text("编号把几张表连在一起。", "The id joins the tables.")

DEMAND = Form(
    form_id="plain_demand",
    title=Text("服务对象", "Demand"),
    purpose=Text("各居住地的人数，每行一处。", "Persons by place of living, one in each row."),
    columns=(
        Column(
            "id",
            "编号",
            Text("居住地的编号，与出行时间表的起点一致。", "As from_id of the times."),
            required=True,
            why=_ID_WHY,
        ),
        Column(
            "persons",
            "人数",
            Text("人数，0 或以上。", "Persons, 0 or more."),
            required=True,
            why=Text("人数决定每一处的分量。", "Persons decide how much a place counts."),
        ),
    ),
)
SUPPLY = Form(
    form_id="plain_supply",
    title=Text("设施容量", "Supply"),
    purpose=Text("各设施的容量，每行一处。", "Capacity by facility, one in each row."),
    columns=(
        Column(
            "id",
            "编号",
            Text("设施的编号，与出行时间表的终点一致。", "As to_id of the times."),
            required=True,
            why=_ID_WHY,
        ),
        Column(
            "capacity",
            "容量",
            Text("床位、学位等，0 或以上；不知道就留空。", "Places, 0 or more; empty: not known."),
            required=True,
            why=Text("容量决定可以分给多少人。", "Capacity decides how much there is to share."),
        ),
    ),
)


def read_demand(path: Path) -> tuple[pd.Series[float] | None, tuple[DataIssue, ...]]:
    """Persons by id, sorted, and every issue; None when the file is refused."""
    return _read(path, DEMAND, "persons")


def read_supply(path: Path) -> tuple[pd.Series[float] | None, tuple[DataIssue, ...]]:
    """Places by id, sorted, NaN where not known, and every issue; None when refused."""
    return _read(path, SUPPLY, "capacity")


def _read(
    path: Path, form: Form, amount: str
) -> tuple[pd.Series[float] | None, tuple[DataIssue, ...]]:
    """The amounts by id. What an ERROR names is among them: the caller stops at one."""
    table = read_plain_table(path, path.name, form)
    if not isinstance(table, PlainTable):
        return None, table
    ids, id_issues = table.ids("id")
    amounts, amount_issues = table.numbers(amount)
    issues = [*table.issues, *id_issues, *amount_issues]
    empty = np.flatnonzero(table.cells[amount] == "")
    missing = _capacity_unknown if amount == "capacity" else _persons_missing
    issues += listed(empty, lambda place: missing(table, place))
    issues += listed(np.flatnonzero(amounts < 0), lambda place: _negative(table, place, amount))
    repeated = pd.Series(ids).duplicated() & (ids != "")
    issues += listed(np.flatnonzero(repeated), lambda place: _repeated(table, place))
    if not len(ids):
        issues.append(_no_rows(form))
    found = pd.Series(amounts, index=pd.Index(ids, dtype="str"), name=amount, dtype="float64")
    return found.sort_index(), tuple(issues)


def _persons_missing(table: PlainTable, place: int) -> DataIssue:
    return table.issue(
        "persons_missing",
        Severity.ERROR,
        Text("没有填人数。", "The persons are missing."),
        Text("请补填；没有人就填 0。", "Fill them in; write 0 where nobody lives."),
        place,
        "persons",
    )


def _capacity_unknown(table: PlainTable, place: int) -> DataIssue:
    return table.issue(
        "capacity_unknown",
        Severity.WARNING,
        Text(
            f"“{table.cells['id'][place]}”没有填容量，不计入 E2SFCA（不按 0 计）。",
            f"“{table.cells['id'][place]}” has no capacity: left out of E2SFCA, not taken as 0.",
        ),
        Text("知道后请补填。", "Fill it in once it is known."),
        place,
        "capacity",
    )


def _negative(table: PlainTable, place: int, amount: str) -> DataIssue:
    return table.issue(
        f"{amount}_negative",
        Severity.ERROR,
        Text("不能小于 0。", "It can't be below zero."),
        Text("请改正。", "Correct it."),
        place,
        amount,
    )


def _repeated(table: PlainTable, place: int) -> DataIssue:
    return table.issue(
        "id_repeated",
        Severity.ERROR,
        Text("这个编号前面已经有一行。", "A row above has this id already."),
        Text("请只保留一行，或合并两行的数。", "Keep one row, or add the two up."),
        place,
        "id",
    )


def _no_rows(form: Form) -> DataIssue:
    return DataIssue(
        "no_data_rows",
        Severity.REFUSED,
        Text(
            f"《{form.title.zh}》只有表头，没有数据行。",
            f"“{form.title.en}” has a header and no rows.",
        ),
        Text("没有数据就算不出结果。", "Without any there is nothing to measure."),
        Text("请补上数据行。", "Add the rows."),
    )
