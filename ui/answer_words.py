"""The answers to counting questions, as a ruling gives them, in words."""

from __future__ import annotations

from geo.text import Text

ANSWER_WORDS: dict[str, Text] = {
    "counts": Text("计入", "counts"),
    "does_not_count": Text("不计入", "does not count"),
    "resident": Text("常住人口", "residents"),
    "registered": Text("户籍人口", "registered population"),
    "met": Text("已达到", "met"),
    "unmet": Text("尚未达到", "not yet met"),
}
