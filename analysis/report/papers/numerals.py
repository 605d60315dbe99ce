"""Numbers of headings as official papers write them: 一、（一）1., in English 1, 1.1."""

from __future__ import annotations

from geo.text import Text

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese. ValueError beyond."""
    if not 0 < number < 100:
        raise ValueError(f"{number} is not from 1 to 99")
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def section_number(number: int, title: Text) -> Text:
    """一、总体情况; 1 Overview."""
    return Text(f"{chinese(number)}、{title.zh}", f"{number} {title.en}")


def annex_number(number: int, title: Text) -> Text:
    """附件1：任务分解表; 0: the only one, 附件：…."""
    which = str(number) if number else ""
    return Text(f"附件{which}：{title.zh}", f"Annex{' ' + which if which else ''}: {title.en}")
