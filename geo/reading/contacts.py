"""Persons' names and numbers in headers and texts: which are, and how much of a header is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from geo.reading.form import header_keys
from geo.reading.privacy import holds_number

_CONTACT_WORDS = [
    "负责人",
    "法人",
    "法定代表人",
    "法人代表",
    "院长",
    "校长",
    "理事长",
    "联系人",
    "联系电话",
    "联系方式",
    "电话",
    "电话号码",
    "手机",
    "手机号",
    "手机号码",
    "固定电话",
    "座机",
    "邮箱",
    "电子邮箱",
    "微信",
    "微信号",
    "qq",
    "填表人",
    "填报人",
    "经办人",
    "核实人",
    "审核人",
    "分管领导",
    "contact",
    "contact_person",
    "phone",
    "telephone",
    "mobile",
    "email",
    "principal",
    "manager",
    "wechat",
]
_CONTACTS = {header_keys(word)[0]: word for word in _CONTACT_WORDS}
_CONTACT_PARTS = ("负责人", "联系人", "联系电话", "联系方式", "手机", "电话", "法定代表人")
_OF_A_PERSON = frozenset(
    key
    for word in ("姓名", "名字", "职务", "职称", "号码", "性别", "name")
    for key in header_keys(word)
)
"""Headers that say nothing of whose they are, below a heading such as 负责人."""
_NUMBERS = (
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"
    r"|(?<!\d)(?:0\d{2,3}[- ]?|\(0\d{2,3}\) ?)\d{7,8}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.\w"
)
_PERSONAL = re.compile(_NUMBERS)
_SAID = re.compile(
    r"联系人|联系电话|联系方式|负责人|法定代表人|手机|电话|微信|QQ|经办人|填报人", re.IGNORECASE
)


def is_contact(header: str) -> bool:
    """Whether a header says that its column holds the name or the number of a person."""
    return bool(_word_of(header))


def holds_contact(path: Sequence[str]) -> bool:
    """Whether a column's header, from its group heading down, is or holds a person's data."""
    return any(is_contact(part) or holds_personal_number(part) for part in path)


def holds_personal_number(text: str) -> bool:
    """Whether a text holds a telephone number, an e-mail, or a number ``privacy`` looks for."""
    plain = unicodedata.normalize("NFKC", text)
    return _PERSONAL.search(plain.replace("－", "-")) is not None or holds_number(plain)


def looks_personal(text: str) -> bool:
    """Whether a text someone wrote speaks of a contact person or holds a personal number."""
    return _SAID.search(unicodedata.normalize("NFKC", text)) is not None or holds_personal_number(
        text
    )


def shown_header(path: Sequence[str]) -> str:
    """The header as it may be shown and kept, 负责人/姓名; empty where nothing of it may.

    Of a header about persons only the word that says so: 联系人 of 联系人：张某.
    """
    if not any(map(is_contact, path)):
        return "" if any(map(holds_personal_number, path)) else "/".join(path)
    return "/".join(word for part in path if (word := _word_of(part) or _plain_word(part)))


def _word_of(header: str) -> str:
    """The contact word of a header; empty where there is none."""
    keys = header_keys(header)
    for key in keys:
        if key in _CONTACTS:
            return _CONTACTS[key]
    # A header of punctuation alone has no key.
    return next((part for key in keys[:1] for part in _CONTACT_PARTS if part in key), "")


def _plain_word(part: str) -> str:
    return part if _OF_A_PERSON.intersection(header_keys(part)) else ""
