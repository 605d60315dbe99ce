"""How commands speak: issues on standard error, and the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from geo.issues import DataIssue, Severity
from geo.text import Language, Text

DONE = 0
BAD_INPUT = 2
INFEASIBLE = 3
_STOPS = (Severity.REFUSED, Severity.ERROR)


def tell(text: Text | str, language: Language) -> None:
    """One line on standard error."""
    print(text if isinstance(text, str) else text.get(language), file=sys.stderr)


def tell_issues(source: str, issues: Iterable[DataIssue], language: Language) -> bool:
    """The issues of a file on standard error, worst first; whether any stops the command."""
    listed = sorted(issues, key=lambda i: (list(Severity).index(i.severity), i.row or 0))
    for issue in listed:
        tell(f"{source}: {issue.sentence(language)}", language)
    return any(i.severity in _STOPS for i in listed)
