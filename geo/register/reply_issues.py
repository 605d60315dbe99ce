"""What must be said of the replies of a check sheet: one issue for all rows of a kind."""

from __future__ import annotations

from collections.abc import Callable

from geo.issues import DataIssue, Severity
from geo.reading.named_places import county_names
from geo.reading.replies import Reply
from geo.text import Text

Say = Callable[[list[Reply]], DataIssue]
"""The issue about the replies it is true of."""


def _issue(
    code: str, severity: Severity, replies: list[Reply], what: Text, why: Text, remedy: Text
) -> DataIssue:
    """One issue about one or several rows of a sheet; of several, the rows stand in the words."""
    if len(replies) == 1:
        return DataIssue(code, severity, what, why, remedy, replies[0].row, sheet=replies[0].sheet)
    rows = sorted(r.row for r in replies)
    head = Text(
        f"第 {'、'.join(map(str, rows))} 行（共 {len(rows)} 项）：",
        f"Rows {', '.join(map(str, rows))} ({len(rows)} findings): ",
    )
    said = Text(head.zh + what.zh, head.en + what.en)
    return DataIssue(code, severity, said, why, remedy, sheet=replies[0].sheet)


def other_county(replies: list[Reply]) -> DataIssue:
    """It is the sheet of a county the sender doesn't speak for."""
    names = county_names(tuple({r.county_code for r in replies}))
    return _issue(
        "reply_of_another_county",
        Severity.ERROR,
        replies,
        Text(
            f"这是{names.zh}的核对确认单，不是填报单位所在县的，意见没有记入。",
            f"This is the check sheet of {names.en}, not of the county of the sender; the opinion"
            " was not recorded.",
        ),
        Text("一县只能核对本县的结论。", "A county answers for its own findings only."),
        Text(
            "请改选填报单位，或请该县自行报送。",
            "Choose the right sender, or ask that county.",
        ),
    )


def place_unknown(replies: list[Reply]) -> DataIssue:
    """The sender's name tells no place."""
    names = county_names(tuple({r.county_code for r in replies}))
    return _issue(
        "reply_of_unknown_place",
        Severity.ERROR,
        replies,
        Text(
            f"看不出填报单位是不是{names.zh}的或其上级的单位，意见没有记入。",
            f"The sender's name doesn't say that it is a body of {names.en} or of its city; the"
            " opinion was not recorded.",
        ),
        Text("一县只能核对本县的结论。", "A county answers for its own findings only."),
        Text(
            "请写填报单位的全称，例如“容县残疾人联合会”。",
            "Give the sender's full name, such as “容县残疾人联合会”.",
        ),
    )


def another_body(replies: list[Reply]) -> DataIssue:
    """A body of elsewhere stands on the sheet."""
    bodies = "、".join(sorted({r.body for r in replies}))
    names = county_names(tuple({r.county_code for r in replies}))
    return _issue(
        "reply_of_another_body",
        Severity.ERROR,
        replies,
        Text(
            f"核对单上写的填报单位“{bodies}”不是{names.zh}的单位，意见没有记入。",
            f"The sheet is answered by “{bodies}”, no body of {names.en}; the opinion was not"
            " recorded.",
        ),
        Text("县级意见须由本县的单位作出。", "The county's opinion is a body's of the county."),
        Text(
            "请该县的单位填写意见和填报单位后再报。",
            "Ask a body of the county to give its opinion and its name.",
        ),
    )


def no_body(replies: list[Reply]) -> DataIssue:
    """The sheet, handed in from above, names no body."""
    return _issue(
        "reply_without_body",
        Severity.ERROR,
        replies,
        Text(
            "市级单位代交的核对单没有写填报单位，意见没有记入。",
            "Handed in by a body above the county, the sheet names none that answers; the opinion"
            " was not recorded.",
        ),
        Text(
            "代交的单位不能替县里表示意见。",
            "Who hands a sheet in can't give the county's opinion.",
        ),
        Text(
            "请在核对单上补写县里的填报单位后再导入。",
            "Have the county's body written on the sheet, then import it.",
        ),
    )


def unanswered(replies: list[Reply]) -> DataIssue:
    """No opinion was given."""
    return _issue(
        "reply_empty",
        Severity.NOTICE,
        replies,
        Text("没有填写县级意见。", "No opinion is given."),
        Text("这些项仍为“待确认”。", "They stay “awaiting confirmation”."),
        Text("请县级补填后再报。", "Ask the county to fill them in."),
    )


def closed(replies: list[Reply]) -> DataIssue:
    """The review is closed, with another outcome."""
    return _issue(
        "review_closed",
        Severity.WARNING,
        replies,
        Text(
            "核对已经办结，这次的意见没有记入。",
            "The review is closed; this opinion was not recorded.",
        ),
        Text(
            "办结的核对不再变动，除非重新下发核对确认单。",
            "A closed review changes only when the finding is put to the county again.",
        ),
        Text(
            "如结论或数据有变，请重新生成并下发核对确认单。",
            "If the verdict or the data changed, make and send a new check sheet.",
        ),
    )


def confirmed_already(replies: list[Reply]) -> DataIssue:
    """The review is closed, with the same opinion."""
    return _issue(
        "review_closed_alike",
        Severity.NOTICE,
        replies,
        Text("核对已经办结，意见与台账一致。", "Closed already, with the same opinion."),
        Text("没有改动。", "Nothing changes."),
        Text("无须处理。", "Nothing to do."),
    )


def older_sheet(replies: list[Reply]) -> DataIssue:
    """It answers an older sheet with the same verdict."""
    return _issue(
        "reply_to_older_sheet",
        Severity.NOTICE,
        replies,
        Text(
            "县级填的不是最近一次下发的核对确认单，意见照常记入。",
            "It is not the sheet sent last; the opinion is recorded all the same.",
        ),
        Text("结论没有变，意见仍然适用。", "The verdict is the same, so the opinion holds."),
        Text("无须处理。", "Nothing to do."),
    )


def older_verdict(replies: list[Reply]) -> DataIssue:
    """It answers an older sheet with another verdict."""
    return _issue(
        "reply_to_older_verdict",
        Severity.WARNING,
        replies,
        Text(
            "县级填的是较早的核对确认单，当时的结论与最近下发的不同；意见按当时的结论记入。",
            "It is an older sheet with another verdict; the opinion is recorded as about that one.",
        ),
        Text(
            "县级没有看到现在的结论，不能算作对它的确认。",
            "The county has not seen the present verdict and has not confirmed it.",
        ),
        Text("请重新下发核对确认单。", "Make and send a new check sheet."),
    )


def late(replies: list[Reply]) -> DataIssue:
    """It came after the deadline."""
    return _issue(
        "reply_late",
        Severity.NOTICE,
        replies,
        Text("超过返回期限，意见照常记入。", "Past the deadline; recorded all the same."),
        Text("进度表不再计为逾期。", "It no longer counts as overdue."),
        Text("无须处理。", "Nothing to do."),
    )


def never_recorded(replies: list[Reply]) -> DataIssue:
    """No review of the finding was on record."""
    return _issue(
        "review_made",
        Severity.NOTICE,
        replies,
        Text(
            "台账中没有这一项的下发记录，已按核对单补记。",
            "No sheet with this finding is on record; the review was made from the sheet.",
        ),
        Text(
            "核对单可能是从总览下载后直接发出的。",
            "It may have been downloaded from the overview and sent from there.",
        ),
        Text(
            "以后请在“县级核对”页下发，期限和进度才有记录。",
            "Send sheets from the page “County review”, so that deadlines are on record.",
        ),
    )
