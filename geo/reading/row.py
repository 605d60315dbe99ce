"""One row of a form, read field by field; collects what is wrong with it."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geo.counties import Ambiguous, load_cities
from geo.issues import DataIssue, Severity
from geo.reading.cells import (
    BLANKS,
    Problem,
    parse_date,
    parse_number,
    parse_one,
    parse_several,
    parse_ternary,
)
from geo.reading.form import NOTHING
from geo.reading.intake import FormTable
from geo.reading.named_places import county_names, which_city, which_county
from geo.reading.table import RawRow
from geo.records import DateSpan
from geo.text import Text
from geo.vocabulary import Ternary

E_ = TypeVar("E_", bound=StrEnum)

_ROW_LOST = Text("这一行因此无法使用。", "The row can't be used because of it.")
_SET_ASIDE = Text(
    "该格先空着，其余内容照常使用。", "The cell is left empty; the rest of the row is used."
)


class RowReader:
    """Reads the cells of one row; ``issues`` and ``failed`` say what came of it."""

    def __init__(self, table: FormTable, row: RawRow) -> None:
        self._form = table.form
        self._headers = table.headers
        self._position = table.headers.position
        self._sheet = table.table.sheet
        self._cells = row.cells
        self.number = row.number
        self.issues: list[DataIssue] = []

    @property
    def sheet(self) -> str:
        """The name of the sheet the row stands in."""
        return self._sheet

    def seen_from(self, other: RowReader) -> Text:
        """How a sentence about another row names this one: with its sheet if that differs."""
        if self._sheet == other._sheet:
            return Text(f"第 {self.number} 行", f"row {self.number}")
        return Text(
            f"工作表“{self._sheet}”第 {self.number} 行",
            f"row {self.number} of sheet “{self._sheet}”",
        )

    @property
    def failed(self) -> bool:
        """Whether the row has an error and makes no record."""
        # Asked several times of every row, and most rows have no issue at all.
        if not self.issues:
            return False
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for the field."""
        return name in self._headers.position

    def text(self, name: str) -> str:
        """The cell as text without outer spaces; empty when it says nothing."""
        index = self._position.get(name)
        if index is None or index >= len(self._cells):
            return ""
        text = self._cells[index].strip()
        return "" if text in BLANKS else text

    def header(self, name: str) -> str:
        """The header of the field as the sender wrote it; the form's where there is none."""
        return self._headers.written.get(name) or self._form.column(name).header

    def unit_above(self, name: str) -> str:
        """The unit of the field that a line above the header says; empty where none does."""
        return self._headers.units.get(name, "")

    def add(
        self,
        code: str,
        severity: Severity,
        what: Text,
        remedy: Text,
        name: str = "",
        why: Text | None = None,
        *,
        hide_value: bool = False,
    ) -> None:
        """Note what is wrong with a cell, or with the row when ``name`` is empty."""
        column = self._form.column(name) if name else None
        if why is None:
            why = column.why if column is not None else NOTHING
            fate = _ROW_LOST if severity is Severity.ERROR else NOTHING
            why = Text(why.zh + fate.zh, " ".join(p for p in (why.en, fate.en) if p))
        self.issues.append(
            DataIssue(
                code=code,
                severity=severity,
                what=what,
                why=why,
                remedy=remedy,
                row=self.number,
                column=self.header(name) if name else "",
                value=self.text(name)[:60] if name and not hide_value else "",
                sheet=self._sheet,
            )
        )

    def problem(self, name: str, problem: Problem, severity: Severity = Severity.ERROR) -> None:
        """Note a cell that can't be read as what its column asks for."""
        why = None
        if severity is Severity.WARNING:
            column = self._form.column(name)
            why = Text(
                column.why.zh + _SET_ASIDE.zh,
                " ".join(p for p in (column.why.en, _SET_ASIDE.en) if p),
            )
        self.add(problem.code, severity, problem.what, problem.remedy, name, why)

    def required_text(self, name: str) -> str:
        """The cell as text; an empty one is an error."""
        text = self.text(name)
        if not text:
            self.missing(name)
        return text

    def missing(self, name: str) -> None:
        """Note that a required cell is empty."""
        column = self._form.column(name)
        sample = Text(
            f"请补填，例如“{column.sample}”。" if column.sample else "请补填。",
            f"Fill it in, for example “{column.sample}”." if column.sample else "Fill it in.",
        )
        self.add(
            "required_empty",
            Severity.ERROR,
            Text("必填，但没有填。", "Required, but empty."),
            sample,
            name,
        )

    def one(
        self, name: str, vocabulary: type[E_], severity: Severity = Severity.ERROR
    ) -> E_ | None:
        """The code of the cell's word, or None."""
        found = parse_one(vocabulary, self.text(name))
        if isinstance(found, Problem):
            self.problem(name, found, severity)
            return None
        return found

    def several(self, name: str, vocabulary: type[E_]) -> tuple[E_, ...]:
        """The codes of the cell's words."""
        found = parse_several(vocabulary, self.text(name))
        if isinstance(found, Problem):
            self.problem(name, found)
            return ()
        return found

    def ternary(self, name: str) -> Ternary:
        """Yes, no or not known."""
        found = parse_ternary(self.text(name))
        if isinstance(found, Problem):
            self.problem(name, found)
            return Ternary.UNKNOWN
        return found

    def span(self, name: str) -> DateSpan | None:
        """The days the cell names, or None."""
        found = parse_date(self.text(name))
        if isinstance(found, Problem):
            self.problem(name, found)
            return None
        return found

    def day(self, name: str, *, last: bool) -> date | None:
        """One day: of a month or a year its last or its first, with a warning."""
        span = self.span(name)
        if span is None:
            return None
        day = span.last if last else span.first
        if span.first != span.last:
            self.add(
                "day_presumed",
                Severity.WARNING,
                Text(
                    f"只写到{'年' if len(str(span)) == 4 else '月'}，按 {day.isoformat()} 计。",
                    f"No day is given; {day.isoformat()} is taken.",
                ),
                Text(
                    "如另有确切日期，请写到日，例如 2025-12-31。",
                    "If the day is known, write it in full, such as 2025-12-31.",
                ),
                name,
            )
        return day

    def number_in(
        self,
        name: str,
        limit: float,
        unreadable: Severity = Severity.ERROR,
    ) -> float | None:
        """A number from 0 to ``limit``; anything beyond is an error."""
        found = parse_number(self.text(name))
        if isinstance(found, Problem):
            self.problem(name, found, unreadable)
            return None
        if found is None:
            return None
        if found < 0 or found > limit:
            shown = f"{found:g}"
            self.add(
                "number_out_of_range",
                Severity.ERROR,
                Text(
                    f"{shown} 不可能：应在 0 到 {limit:,.0f} 之间。",
                    f"{shown} can't be right: it lies between 0 and {limit:,.0f}.",
                ),
                Text(
                    "请核对数字和单位后改正；不知道就留空。",
                    "Check the number and its unit; leave it empty if not known.",
                ),
                name,
            )
            return None
        return found

    def whole(self, name: str, limit: int) -> int | None:
        """A whole number from 0 to ``limit``."""
        found = self.number_in(name, limit)
        if found is None:
            return None
        if not float(found).is_integer():
            self.add(
                "not_whole",
                Severity.ERROR,
                Text(f"{found:g} 不是整数。", f"{found:g} is no whole number."),
                Text("户数、人数请写整数。", "Write households and persons as whole numbers."),
                name,
            )
            return None
        return int(found)

    def county(self, name: str = "county") -> str:
        """The code of the county in the cell, empty when there is none; errors are noted."""
        text = self.text(name)
        if not text:
            return ""
        found = which_county(text)
        if isinstance(found, str):
            return found
        names = county_names(found.codes if isinstance(found, Ambiguous) else ())
        if isinstance(found, Ambiguous):
            what = Text(
                f"“{text[:40]}”可以指几个县：{names.zh}。",
                f"“{text[:40]}” fits several counties: {names.en}.",
            )
            remedy = Text("请只写其中一个的全称。", "Write the full name of one of them.")
        else:
            what = Text(
                f"“{text[:40]}”不是两市所辖的县(市、区)。",
                f"“{text[:40]}” is no county of the two cities.",
            )
            remedy = Text(
                f"请写全称、简称或六位代码，可选：{names.zh}。",
                f"Write its name or six-digit code: {names.en}.",
            )
        self.add("county_unknown", Severity.ERROR, what, remedy, name)
        return ""

    def required_county(self, name: str = "county") -> str:
        """The code of the county in the cell; an empty cell is an error."""
        if not self.text(name):
            self.missing(name)
            return ""
        return self.county(name)

    def city(self, name: str = "city") -> str:
        """The code of the city in the cell, empty when there is none; errors are noted."""
        text = self.text(name)
        found = which_city(text) if text else ""
        if found is None:
            cities = load_cities()
            self.add(
                "city_unknown",
                Severity.ERROR,
                Text(
                    f"“{text[:40]}”不是本工具所辖的市。", f"“{text[:40]}” is no city of this tool."
                ),
                Text(
                    f"请写：{'、'.join(c.name_zh for c in cities)}。",
                    f"Write one of: {', '.join(c.name_en for c in cities)}.",
                ),
                name,
            )
        return found or ""


def stable_id(prefix: str, *parts: object) -> str:
    """An id made from content alone: the same content gives the same id on every machine."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"
