"""Reading the 核对确认单 that comes back: what a county says to each finding put to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.issues import Severity
from geo.layers import INVENTED_PREFIX
from geo.reading.bodies import is_person
from geo.reading.collect import read_each_once, read_form
from geo.reading.intake import FormTable
from geo.reading.reply_form import KEYS, REPLIES, WHICH, key_check
from geo.reading.result import Reading
from geo.reading.row import RowReader
from geo.reading.synonyms import plain_word
from geo.reading.table import RawRow
from geo.reviews import Opinion, review_id_of
from geo.text import Text

_OPINIONS: dict[str, Opinion] = {
    **dict.fromkeys(("无异议", "没有异议", "同意", "agreed", "agree"), Opinion.AGREED),
    **dict.fromkeys(("有异议", "不同意", "disputed", "dispute"), Opinion.DISPUTED),
}
_NOTHING = frozenset({"", "无", "没有", "none"})
_STOPS = re.compile(r"[。．.；;，,！!\s]+$")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a county says to one finding; ``opinion`` None: nothing yet.

    ``verdict`` and ``run_id`` are of the sheet that came back. ``body`` is empty where neither the
    row nor the foot of the sheet names one.
    """

    review_id: str
    county_code: str
    requirement_id: str
    as_of: date
    opinion: Opinion | None
    objection: str = ""
    proof: str = ""
    body: str = ""
    run_id: str = ""
    verdict: str = ""
    row: int = 0
    sheet: str = ""


def read_replies(source: Path | bytes, filename: str) -> Reading[Reply]:
    """The replies of a check sheet."""
    return read_form(source, filename, REPLIES, replies_of)


def replies_of(table: FormTable) -> Reading[Reply]:
    """The replies of a table already opened; what stands below the findings is left to others."""
    sheets = [replace(part, more=()) for part in table.sheets]
    bodies = {part.table.sheet: _foot_body(part) for part in sheets}
    kept = [
        replace(
            part, table=replace(part.table, rows=tuple(r for r in part.table.rows if _is(part, r)))
        )
        for part in sheets
    ]
    whole = replace(kept[0], more=tuple(kept[1:]))
    return read_each_once(
        whole,
        lambda row: _replies(row, bodies),
        lambda reply: reply.review_id,
        Text("同一县的同一项结论", "the same finding of the same county"),
    )


def _is(part: FormTable, raw: RawRow) -> bool:
    """Whether a row is one of findings: it has a key, or an opinion though its key is gone."""
    row = RowReader(part, raw)
    return any(row.text(name) for name in (*KEYS, "opinion", "objection", "proof"))


def _foot_body(part: FormTable) -> str:
    """The body that the foot of a sheet names, as it is written there."""
    label = plain_word(REPLIES.column("body").header)
    for raw in part.table.rows:
        filled = [cell.strip() for cell in raw.cells if cell.strip()]
        if len(filled) > 1 and plain_word(filled[0]) in (label, "body"):
            return filled[1]
    return ""


def _replies(row: RowReader, bodies: dict[str, str]) -> tuple[Reply, ...]:
    keys = tuple(row.text(name) for name in KEYS)
    day = _as_day(keys[2])
    keys = (*keys[:2], day.isoformat() if day else keys[2], *keys[3:])
    if day is None or keys[-1] != key_check(keys[:-1]):
        _not_as_sent(row, gone=not any(keys))
        return ()
    if keys[3].startswith(INVENTED_PREFIX):
        _of_demonstration(row)
        return ()
    opinion = _opinion(row)
    objection = row.text("objection")
    if plain_word(objection) in _NOTHING:
        objection = ""
    if opinion is Opinion.DISPUTED and not objection:
        row.add(
            "objection_without_reason",
            Severity.ERROR,
            Text("有异议，但没有写异议理由。", "Disputed, but no reason is given."),
            Text(
                "请写明理由，并在“佐证材料清单”中列出材料。",
                "Give the reason and list the proof.",
            ),
            "objection",
        )
    if opinion is Opinion.AGREED and objection:
        row.add(
            "agreed_with_objection",
            Severity.ERROR,
            Text("选了无异议，却写了异议理由。", "Agreed, yet a reason for dispute is given."),
            Text(
                "有异议的，改选“有异议”；无异议的，删去异议理由。",
                "Choose “Disputed”, or delete the reason.",
            ),
            "objection",
        )
    if opinion is None and objection:
        row.add(
            "objection_without_opinion",
            Severity.ERROR,
            Text("写了异议理由，但没有选县级意见。", "A reason is given, but no opinion."),
            Text("请在“县级意见”栏选择“有异议”。", "Choose “Disputed” in the opinion column."),
            "opinion",
        )
    said_by = _body(row, bodies.get(row.sheet, ""), answered=opinion is not None)
    if row.failed:
        return ()
    requirement_id, county_code, _, run_id, verdict, _ = keys
    review_id = review_id_of(county_code, requirement_id, day)
    return (
        Reply(
            review_id,
            county_code,
            requirement_id,
            day,
            opinion,
            objection,
            row.text("proof"),
            said_by,
            run_id,
            verdict,
            row.number,
            row.sheet,
        ),
    )


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _opinion(row: RowReader) -> Opinion | None:
    text = row.text("opinion")
    if not text:
        return None
    opinion = _OPINIONS.get(plain_word(_STOPS.sub("", text)))
    if opinion is None:
        row.add(
            "opinion_unknown",
            Severity.ERROR,
            Text(
                "县级意见既不是“无异议”，也不是“有异议”。",
                "The opinion is neither “Agreed” nor “Disputed”.",
            ),
            Text(
                "请从下拉列表中选一个；需要说明的，写在“异议理由”栏。",
                "Choose one from the list; what needs saying goes under the reason.",
            ),
            "opinion",
        )
    return opinion


def _body(row: RowReader, foot: str, *, answered: bool) -> str:
    """The body of the row, else the one at the foot of the sheet; a person is refused."""
    text = row.text("body") or foot
    if not answered or not is_person(text):
        return text if answered else ""
    row.add(
        "not_a_body",
        Severity.ERROR,
        Text("填报单位写的是个人，不是单位。", "The body named is a person."),
        Text(
            "请写单位全称，例如“容县残疾人联合会”。",
            "Write the body's full name, such as “Rong County Disabled Persons' Federation”.",
        ),
        "body",
        hide_value=True,
    )
    return ""


def _not_as_sent(row: RowReader, *, gone: bool) -> None:
    what = Text("这一行的隐藏标识已被删除。", "The row's hidden key was deleted.")
    if not gone:
        what = Text(
            "这一行的隐藏标识与发出时不一致，可能改过或从别处粘贴。",
            "The row's hidden key is not the one sent: it was edited or pasted from elsewhere.",
        )
    row.add(
        "reply_key_gone" if gone else "reply_key_edited",
        Severity.ERROR,
        what,
        Text(
            "请重新下载本县核对确认单，把意见填在原表上，不要增删列，也不要另行制表。",
            "Download the county's check sheet again and fill in that very sheet; add or delete no"
            " columns.",
        ),
        why=WHICH,
    )


def _of_demonstration(row: RowReader) -> None:
    row.add(
        "demonstration_sheet",
        Severity.ERROR,
        Text(
            "这是用演示数据做的核对确认单。", "This check sheet was made from demonstration data."
        ),
        Text("请用真实数据的核对确认单填报。", "Use a sheet made from real data."),
        why=Text(
            "演示数据全部虚构，不进入台账。", "Demonstration data is invented and never recorded."
        ),
    )
