"""Notes the tool itself writes beside a change: kept in Chinese, read back in both languages.

A note is one string on record for good, in registers already written too: so its words are found
again by their form, and what a person wrote stays as it is.
"""

from __future__ import annotations

import re
from datetime import date

from geo.text import Text

_ENTERED = Text("录入单位：{body}", "Entered by {body}")
_SENT = Text(
    "下发核对确认单 {count} 份，期限 {deadline}",
    "{count} check sheets sent, to be back by {deadline}",
)
_KNOWN = (
    (re.compile(r"录入单位：(?P<body>[^\n]+)"), _ENTERED),
    (re.compile(r"下发核对确认单 (?P<count>\d+) 份，期限 (?P<deadline>\d{4}-\d\d-\d\d)"), _SENT),
)


def entered_by(body: str) -> str:
    """The note of an import that another body than its sender entered."""
    return _ENTERED.fill(body=body).zh


def sheets_sent(count: int, deadline: date) -> str:
    """The note of check sheets recorded as sent."""
    return _SENT.fill(count=count, deadline=deadline.isoformat()).zh


def in_words(note: str) -> Text:
    """A note as read in both languages; one that a person wrote is the same in both."""
    for form, words in _KNOWN:
        match = form.fullmatch(note)
        if match is not None:
            return words.fill(**match.groupdict())
    return Text(note, note)
