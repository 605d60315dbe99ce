"""The 核对确认单 as a form: what a county fills in, and the hidden key of every row.

Which finding a row is about stands in hidden columns that the sheet carries with it, with a check
over them: a row that was retyped or pasted from another sheet is told from one as it was sent.
"""

from __future__ import annotations

from datetime import date

from geo.layers import INVENTED_PREFIX
from geo.reading.form import Column, Form
from geo.reading.row import stable_id
from geo.text import Text

KEYS = ("key_requirement", "key_county", "key_as_of", "key_run", "key_verdict", "key_check")
"""The hidden columns, in their order on the sheet."""
WHICH = Text(
    "认不出这一行是对哪一项结论的意见。", "It can't be told which finding the row is about."
)
_TO_COUNTY = Text("由县级填写。", "Filled in by the county.")
_NOT_READ = Text("只供阅读，不读取。", "For reading only.")


def _shown(name: str, header: str, english: str) -> Column:
    return Column(name, header, _NOT_READ, synonyms=(english,))


REPLIES = Form(
    form_id="replies",
    title=Text("核对确认单", "Check sheet"),
    purpose=Text(
        "县级对每项评估结论的意见，随核对确认单返回。",
        "A county's word on each finding, as the check sheet brings it back.",
    ),
    columns=(
        Column(
            "requirement",
            "规划要求",
            _NOT_READ,
            required=True,
        ),
        _shown("quote", "规划原文", "Words of the plan"),
        Column("verdict", "评估结论", _NOT_READ, required=True),
        _shown("reason", "理由", "Reason"),
        _shown("evidence", "在册佐证", "Evidence on record"),
        _shown("missing", "还缺", "Missing"),
        _shown("ask", "由谁提供", "Who supplies it"),
        Column(
            "opinion",
            "县级意见",
            Text("无异议或有异议；留空即尚未答复。", "Agreed or disputed; empty: no answer yet."),
            required=True,
            synonyms=("County’s opinion", "意见"),
            sample="无异议",
            why=Text("结论是否确认全看这一栏。", "It decides whether the finding is confirmed."),
        ),
        Column(
            "objection",
            "异议理由",
            Text("有异议的，写明理由。", "If disputed, the reason."),
            synonyms=("Reason for dispute",),
            sample="我县康复中心已于 2024 年投入使用",
            why=Text("没有理由的异议无法复核。", "Without a reason it can't be reviewed."),
        ),
        Column(
            "proof",
            "佐证材料清单",
            _TO_COUNTY,
            synonyms=("Proof enclosed",),
            sample="批复、竣工验收表、现场照片",
        ),
        Column(
            "body",
            "填报单位",
            Text("答复这一项的单位，不写个人。", "The body that answers; no person."),
            synonyms=("Answered by",),
            sample="容县残疾人联合会",
            why=Text("意见须由单位作出。", "An opinion has to be a body's."),
        ),
        Column("key_requirement", "核对标识一", WHICH),
        Column("key_county", "核对标识二", WHICH),
        Column("key_as_of", "核对标识三", WHICH),
        Column("key_run", "核对标识四", WHICH),
        Column("key_verdict", "核对标识五", WHICH),
        Column("key_check", "核对标识六", WHICH),
    ),
    sheet_names=("核对单", "县级核对确认单"),
)


def key_cells(
    requirement_id: str,
    county_code: str,
    as_of: date,
    run_id: str,
    verdict: str,
    *,
    demonstration: bool = False,
) -> tuple[str, ...]:
    """The cells of the hidden columns ``KEYS`` of one row; a demonstration's say that they are."""
    run = f"{INVENTED_PREFIX}{run_id}" if demonstration else run_id
    keys = (requirement_id, county_code, as_of.isoformat(), run, verdict)
    return (*keys, key_check(keys))


def key_check(keys: tuple[str, ...]) -> str:
    """What the last hidden column holds when the others are as they were sent."""
    return stable_id("K", *keys)
