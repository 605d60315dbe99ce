"""Numbers of headings as official papers write them: 一、（一）1., in English 1, 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.text import Text

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese. ValueError beyond."""
    if not 0 < number < 100:
        raise ValueError(f"{number} is not from 1 to 99")
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def day_words(day: date) -> Text:
    """A day as a text writes it: 2025年12月31日."""
    return Text(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def section_number(number: int, title: Text) -> Text:
    """一、总体情况; 1 Overview."""
    return Text(f"{chinese(number)}、{title.zh}", f"{number} {title.en}")


def part_number(section: int, number: int, title: Text) -> Text:
    """（一）总体结果; 1.1 Results. Section 0: a part of an annex, in English without a number."""
    before = f"{section}.{number} " if section else ""
    return Text(f"（{chinese(number)}）{title.zh}", f"{before}{title.en}")


def annex_number(number: int, title: Text) -> Text:
    """附件1　任务分解表; 0: the only one, 附件　…."""
    which = str(number) if number else ""
    return Text(f"附件{which}\u3000{title.zh}", f"Annex{' ' + which if which else ''}: {title.en}")


def annex_list(titles: Sequence[Text]) -> tuple[Text, ...]:
    """附件说明 after the text, a line an annex: 附件：1.短板清单, the next under its number."""
    if len(titles) == 1:
        return (Text(f"附件：{titles[0].zh}", f"Annex: {titles[0].en}"),)
    lines = []
    for number, title in enumerate(titles, start=1):
        zh, en = ("附件：", "Annexes: ") if number == 1 else ("\u3000" * 3, "")
        lines.append(Text(f"{zh}{number}.{title.zh}", f"{en}{number}. {title.en}"))
    return tuple(lines)
