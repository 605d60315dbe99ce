"""From the rows of a table to a reading: every row ends in a record or among the rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from geo.issues import DataIssue, Severity
from geo.reading.form import Form
from geo.reading.intake import FormTable, open_form
from geo.reading.result import Reading
from geo.reading.row import RowReader
from geo.text import Text

R = TypeVar("R")


@dataclass(frozen=True)
class ReadRow(Generic[R]):
    """A row and the records it made; they count only while the row has no error."""

    row: RowReader
    records: tuple[R, ...]


def read_form(
    source: Path | bytes, filename: str, form: Form, records_of: Callable[[FormTable], Reading[R]]
) -> Reading[R]:
    """What ``records_of`` makes of the form's table in a file; a refused file's issues alone."""
    opened = open_form(source, filename, form)
    if isinstance(opened, tuple):
        return Reading(issues=opened, refused=True)
    return records_of(opened)


def read_each_once(
    table: FormTable,
    parse: Callable[[RowReader], Iterable[R]],
    key: Callable[[R], str],
    same: Text,
) -> Reading[R]:
    """The reading of a table where every row stands for itself; repeats are refused."""
    rows = read_rows(table, parse)
    refuse_repeats(rows, key, same)
    return reading_of(table, rows, key)


def read_rows(
    table: FormTable, parse: Callable[[RowReader], Iterable[R]]
) -> tuple[ReadRow[R], ...]:
    """Every data row of the table, parsed."""
    return tuple(
        ReadRow(row, tuple(parse(row)))
        for part in table.sheets
        for row in (RowReader(part, raw) for raw in part.table.rows)
    )


def reading_of(
    table: FormTable,
    rows: Sequence[ReadRow[R]],
    key: Callable[[R], str],
    records: Iterable[R] | None = None,
) -> Reading[R]:
    """The reading of a table: records in the order of their ids, issues in the order of the rows.

    ``records`` replaces the rows' own where several rows make one record.
    """
    kept = [r for read in rows if not read.row.failed for r in read.records]
    issues = [issue for read in rows for issue in read.row.issues]
    if not rows:
        issues.append(_no_rows(table))
    return Reading(
        records=tuple(sorted(kept if records is None else records, key=key)),
        issues=(*(i for part in table.sheets for i in part.issues), *issues),
        rejected=tuple(read.row.number for read in rows if read.row.failed),
        data_rows=len(rows),
        rows=_first_rows(rows, key),
    )


def _first_rows(rows: Sequence[ReadRow[R]], key: Callable[[R], str]) -> dict[str, int]:
    """The number of the first good row that made each record, by the record's id."""
    first: dict[str, int] = {}
    for read in rows:
        if not read.row.failed:
            for record in read.records:
                first.setdefault(key(record), read.row.number)
    return first


def refuse_repeats(rows: Sequence[ReadRow[R]], key: Callable[[R], str], same: Text) -> None:
    """Mark rows whose record an earlier row has made already; ``same`` says what agrees."""
    first: dict[str, RowReader] = {}
    for read in rows:
        if read.row.failed:
            continue
        for record in read.records:
            earlier = first.setdefault(key(record), read.row)
            if earlier is not read.row:
                _repeat(read.row, earlier, same)
                break


def _repeat(row: RowReader, earlier: RowReader, same: Text) -> None:
    there = earlier.seen_from(row)
    row.add(
        "repeated_row",
        Severity.ERROR,
        Text(f"与{there.zh}重复：{same.zh}。", f"Repeats {there.en}: {same.en}."),
        Text(
            f"如是重复填报，请删去这一行；如确有两项，请改正与{there.zh}相同的内容。",
            f"Delete it if sent twice; otherwise correct what equals {there.en}.",
        ),
        why=Text("同一件事只能计一次。", "One thing counts once."),
    )


def _no_rows(table: FormTable) -> DataIssue:
    title = table.form.title
    return DataIssue(
        "no_data_rows",
        Severity.NOTICE,
        Text(f"《{title.zh}》只有表头，没有数据行。", f"“{title.en}” has a header and no rows."),
        Text(
            "没有记录不等于没有设施：缺的部分会显示为待核实。",
            "Nothing recorded is not nothing there: what is missing stays to be verified.",
        ),
        Text("如还没填，请填好后重新上传。", "Fill it in and send it again if it is not complete."),
        row=table.table.header_row,
        sheet=table.table.sheet,
    )
