"""Whether a cell names a body 单位 or a person: declarations and rulings are a body's."""

from __future__ import annotations

import re

from geo.issues import Severity
from geo.reading.contacts import holds_personal_number
from geo.reading.row import RowReader
from geo.text import Text

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤农蒙甘庞宁覃蓝岑卫"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_BODY_ENDINGS = "局委会府办联心院校站司处科厅部组所村镇乡市县区街道园社团室馆店家厂"
LONGEST_BODY = 60
_TITLES = re.compile(
    r"(?:先生|女士|同志|主任|局长|科长|处长|股长|理事长|主席|院长|校长|县长|区长|市长|书记|专干|联络员)$"
)


def is_person(text: str) -> bool:
    """Whether the text looks like a person's name, or ends with a person's title."""
    plain = re.sub(r"[\s·]", "", text)
    if _TITLES.search(plain):
        return True
    return bool(_PERSON.fullmatch(plain)) and plain[-1] not in _BODY_ENDINGS


def body_problem(text: str) -> Text | None:
    """Why a text can't stand as a body 单位 in the register, as a clause; None: it can."""
    plain = text.strip()
    if not plain:
        return Text("没有写单位", "no body is named")
    if len(plain) > LONGEST_BODY or not plain.isprintable():
        return Text(
            f"单位应为一行、不超过 {LONGEST_BODY} 个字",
            f"a body is one line of at most {LONGEST_BODY} characters",
        )
    if "@" in plain or is_person(plain):
        return Text(
            "写的是个人，不是单位（单位要写全称，如“玉林市残疾人联合会”）",
            "it names a person, not a body (write a body’s full name)",
        )
    if holds_personal_number(plain):
        return Text(
            "单位里有电话或证件号码，请只写单位全称",
            "the body holds a telephone or identity number; write its full name alone",
        )
    return None


def federation(place_zh: str, place_en: str) -> Text:
    """The disabled persons' federation 残联 of a county or a city, by the place's names."""
    return Text(f"{place_zh}残疾人联合会", f"{place_en} Disabled Persons’ Federation")


def body(row: RowReader, name: str) -> str:
    """The body a required cell names; a person's name is an error and is not repeated."""
    text = row.required_text(name)
    if text and is_person(text):
        row.add(
            "not_a_body",
            Severity.ERROR,
            Text("这里写的是个人，不是单位。", "This names a person, not a body."),
            Text(
                "请写单位全称，例如“容县残疾人联合会”。",
                "Write the body's full name, such as “Rong County Disabled Persons' Federation”.",
            ),
            name,
            hide_value=True,
        )
        return ""
    return text
