"""What the replies of a check sheet do to the reviews on record: edits, and what must be said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from geo.issues import DataIssue, Severity
from geo.reading.named_places import county_names
from geo.reading.replies import Reply
from geo.register.changes import Edit
from geo.register.state import RegisterState
from geo.reviews import CLOSED, Opinion, Review, ReviewState, answer
from geo.text import Text

REVIEWS = "reviews"


def reply_edits(
    replies: Iterable[Reply],
    state: RegisterState,
    *,
    answered_on: date,
    body: str,
    county_codes: Collection[str] = (),
) -> tuple[tuple[Edit, ...], tuple[DataIssue, ...]]:
    """The edits that record what counties say, and what the reader must know of the rest.

    ``body`` is the organisation whose sheet it is: it answers where the sheet names none.
    ``county_codes`` are the counties that may answer here; empty: any. A reply without an opinion
    changes nothing; so does one to a closed review, or of another county, with an issue. A review
    that was never recorded is made. An answer that is on record already is no edit. Pure: the
    same replies and state give the same edits. Raises IncompleteStepError without any body.
    """
    held = {r.review_id: r for r in state.records(REVIEWS)}
    edits: list[Edit] = []
    noted: dict[tuple[str, str], tuple[_Say, list[Reply]]] = {}

    def note(say: _Say, reply: Reply) -> None:
        noted.setdefault((say.__name__, reply.sheet), (say, []))[1].append(reply)

    for reply in sorted(replies, key=lambda r: r.review_id):
        before = held.get(reply.review_id)
        if county_codes and reply.county_code not in county_codes:
            note(_other_county, reply)
            continue
        if reply.opinion is None:
            note(_unanswered, reply)
            continue
        if before is not None and before.state in CLOSED:
            note(_confirmed_already if _says_the_same(before, reply) else _closed, reply)
            continue
        if before is not None and before.state is ReviewState.AWAITING:
            if before.run_id != reply.run_id:
                note(_older_sheet if before.verdict == reply.verdict else _older_verdict, reply)
            if before.deadline is not None and answered_on > before.deadline:
                note(_late, reply)
        if before is None:
            note(_never_recorded, reply)
        after = _answered(before, reply, answered_on, body)
        if before is None or not _says_the_same(before, reply):
            version = state.version(REVIEWS, reply.review_id)
            edits.append(Edit(REVIEWS, reply.review_id, after, version))
    issues = tuple(say(found) for say, found in noted.values())
    return tuple(edits), issues


def _answered(before: Review | None, reply: Reply, answered_on: date, body: str) -> Review:
    """The review with the answer; one that waited is then about what the county had before it."""
    asked = before or Review(reply.review_id, reply.county_code, reply.requirement_id, reply.as_of)
    if asked.state is ReviewState.AWAITING:
        measured = asked.measured if asked.verdict == reply.verdict else None
        asked = replace(asked, verdict=reply.verdict, run_id=reply.run_id, measured=measured)
    if reply.opinion is None:
        return asked
    return answer(
        asked,
        reply.opinion,
        body=reply.body or body,
        answered_on=answered_on,
        objection=reply.objection,
        proof=reply.proof,
    )


def _says_the_same(review: Review, reply: Reply) -> bool:
    """Whether the review holds this answer already: the sheet came in a second time."""
    if reply.opinion is Opinion.AGREED:
        return review.state is ReviewState.CONFIRMED
    return review.state is not ReviewState.AWAITING and (review.objection, review.proof) == (
        reply.objection,
        reply.proof,
    )


_Say = Callable[[list[Reply]], DataIssue]


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


def _other_county(replies: list[Reply]) -> DataIssue:
    names = county_names(tuple({r.county_code for r in replies}))
    return _issue(
        "reply_of_another_county",
        Severity.ERROR,
        replies,
        Text(
            f"这是{names.zh}的核对确认单，不是填报单位所在县的。",
            f"This is the check sheet of {names.en}, not of the county of the sender.",
        ),
        Text("一县只能核对本县的结论。", "A county answers for its own findings only."),
        Text(
            "请改选填报单位，或请该县自行报送。",
            "Choose the right sender, or ask that county.",
        ),
    )


def _unanswered(replies: list[Reply]) -> DataIssue:
    return _issue(
        "reply_empty",
        Severity.NOTICE,
        replies,
        Text("没有填写县级意见。", "No opinion is given."),
        Text("这些项仍为“待确认”。", "They stay “awaiting confirmation”."),
        Text("请县级补填后再报。", "Ask the county to fill them in."),
    )


def _closed(replies: list[Reply]) -> DataIssue:
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


def _confirmed_already(replies: list[Reply]) -> DataIssue:
    return _issue(
        "review_closed_alike",
        Severity.NOTICE,
        replies,
        Text("核对已经办结，意见与台账一致。", "Closed already, with the same opinion."),
        Text("没有改动。", "Nothing changes."),
        Text("无须处理。", "Nothing to do."),
    )


def _older_sheet(replies: list[Reply]) -> DataIssue:
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


def _older_verdict(replies: list[Reply]) -> DataIssue:
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


def _late(replies: list[Reply]) -> DataIssue:
    return _issue(
        "reply_late",
        Severity.NOTICE,
        replies,
        Text("超过返回期限，意见照常记入。", "Past the deadline; recorded all the same."),
        Text("进度表不再计为逾期。", "It no longer counts as overdue."),
        Text("无须处理。", "Nothing to do."),
    )


def _never_recorded(replies: list[Reply]) -> DataIssue:
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
