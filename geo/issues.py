"""What is wrong with a file, a row or a cell: said once, for people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.text import Language, Text


class Severity(StrEnum):
    """What an issue does to the data it is about."""

    REFUSED = "refused"
    """The whole file is refused (personal data, unreadable); nothing of it is kept."""
    ERROR = "error"
    """The row can't be used as it is; it is shown to the user and left out."""
    WARNING = "warning"
    """The row is used; one of its values is set aside or needs a look."""
    NOTICE = "notice"
    """Nothing is wrong; the user should know what was done."""


SEVERITY_WORDS: dict[Severity, Text] = {
    Severity.REFUSED: Text("拒收", "Refused"),
    Severity.ERROR: Text("错误", "Error"),
    Severity.WARNING: Text("提醒", "Warning"),
    Severity.NOTICE: Text("说明", "Note"),
}


@dataclass(frozen=True, slots=True)
class DataIssue:
    """One thing wrong with one file, row or cell.

    ``row`` is the row as the sender sees it in the spreadsheet (1 = first line of the sheet),
    ``column`` the header as the sender wrote it; both empty when the whole file is meant.
    ``value`` is never set for personal data.
    """

    code: str
    severity: Severity
    what: Text
    why: Text
    remedy: Text
    row: int | None = None
    column: str = ""
    value: str = ""
    sheet: str = ""

    def where(self) -> Text:
        """Row and column in words; empty when the whole file is meant."""
        zh, en = [], []
        if self.sheet:
            zh.append(f"工作表“{self.sheet}”")
            en.append(f"sheet “{self.sheet}”")
        if self.row is not None:
            zh.append(f"第 {self.row} 行")
            en.append(f"row {self.row}")
        if self.column:
            zh.append(f"“{self.column}”列")
            en.append(f"column “{self.column}”")
        return Text(" ".join(zh), ", ".join(en))

    def sentence(self, language: Language) -> str:
        """Where, what, why and what to do, as one paragraph."""
        where = self.where().get(language)
        colon, stop = ("：", "") if language == "zh" else (": ", " ")
        head = f"{SEVERITY_WORDS[self.severity].get(language)}{' ' if where else ''}{where}"
        parts = (self.what, self.why, self.remedy)
        return f"{head}{colon}" + stop.join(p.get(language) for p in parts if p.get(language))


class BadInputError(ValueError):
    """A file or a table that can't be used; carries every issue found, not just the first."""

    def __init__(self, issues: tuple[DataIssue, ...]) -> None:
        super().__init__("\n".join(issue.sentence("en") for issue in issues))
        self.issues = issues
