"""A county's check sheet as it goes out, and as the county fills it in with its own program."""

from __future__ import annotations

import io
from datetime import date
from functools import lru_cache
from typing import Any

import openpyxl

from analysis.report.build import build_report
from analysis.report.report import ReportState
from analysis.report.request_sheet import county_request_sheet
from analysis.requirements.findings import Assessment
from geo.layers import LayerSet
from geo.sources import load_sources
from geo.text import Language
from tests.report.real_plans import RONGXIAN, assess, plans, published

THREE, SCHOOL = "yulin.three-facilities", "yulin.special-school"
TITLE: dict[Language, str] = {"zh": "核对确认单", "en": "Check sheet"}
HEADS = {
    "zh": ("县级意见", "异议理由", "佐证材料清单", "填报单位"),
    "en": ("County’s opinion", "Reason for dispute", "Proof enclosed", "Answered by"),
}
BODY = "容县残疾人联合会"


def sheet_of(
    layers: LayerSet,
    assessment: Assessment,
    county: str = RONGXIAN,
    language: Language = "zh",
    deadline: date | None = None,
) -> bytes:
    """One county's check sheet."""
    report = build_report(plans(), layers, assessment, load_sources(), ReportState.DRAFT)
    return county_request_sheet(report, plans(), layers, assessment, county, language, deadline)


@lru_cache(maxsize=4)
def sent(language: Language = "zh") -> bytes:
    """The check sheet of 容县 over the published records."""
    layers, assessment = published()
    return sheet_of(layers, assessment, language=language)


def sheet_for(layers: LayerSet, county: str = RONGXIAN) -> bytes:
    """The check sheet of a county over these records at the end of the period."""
    return sheet_of(layers, assess(layers), county)


class Filled:
    """A check sheet opened to be filled in."""

    def __init__(self, content: bytes, language: Language = "zh") -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet: Any = self.book[TITLE[language]]
        head: Any = next(r for r in self.sheet.iter_rows() if r[7].value == HEADS[language][0])
        self.head = head[0].row
        self.column = {cell.value: cell.column for cell in head if cell.value}
        self.names = HEADS[language]
        key = self.column["核对标识一" if language == "zh" else "key_requirement"]
        self.rows = {
            str(self.sheet.cell(n, key).value): n
            for n in range(self.head + 1, self.sheet.max_row + 1)
            if self.sheet.cell(n, key).value
        }

    def say(
        self, requirement: str, opinion: str, objection: str = "", proof: str = "", body: str = ""
    ) -> Filled:
        """Writes the county's word into the row of a requirement."""
        for name, text in zip(self.names, (opinion, objection, proof, body), strict=True):
            if text:
                self.put(self.rows[requirement], name, text)
        return self

    def all_agree(self) -> Filled:
        """Every finding without objection."""
        for requirement in self.rows:
            self.say(requirement, "无异议")
        return self

    def sign(self, body: str) -> Filled:
        """Names the body at the foot."""
        for row in self.sheet.iter_rows(min_row=int(self.head) + 1):
            if row[0].value in ("填报单位", "Body"):
                self.sheet.cell(row[0].row, 2).value = body
        return self

    def put(self, row: int, header: str, value: Any) -> Filled:
        """Writes any cell."""
        self.sheet.cell(row, self.column[header]).value = value
        return self

    def saved(self) -> bytes:
        """The file as the county sends it."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()
