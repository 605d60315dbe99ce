"""Values and marks in words: what a cell, a head and a page's imprint read."""

from __future__ import annotations

from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    Column,
    Paper,
    Share,
    Value,
    VerdictValue,
    state_words,
)
from analysis.report.symbols import SYMBOL_SIGNS, SYMBOL_WORDS, Symbol
from geo.text import Language, Text


def plain_number(value: float) -> str:
    """The number without thousands separators and without a tail of zeros: 1, 0.8, 12.5."""
    return f"{round(value, 9):.9f}".rstrip("0").rstrip(".")


def grouped_number(value: float) -> str:
    """The number with thousands separators, at most two decimals: 1,390,612."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A share, 0 to 1, as a percentage with one decimal."""
    return f"{share * 100:.1f}%"


def verdict_words(value: VerdictValue, language: Language, *, sign: bool = False) -> str:
    """The word with its small addition; with the sign before it where nothing is drawn.

    A number of counties (0 / 10 已达到) has none: the dash would be read as a minus.
    """
    words = value.word.get(language)
    if value.sub is not None:
        sub = value.sub.get(language)
        words += f"（{sub}）" if language == "zh" else f" ({sub})"
    bare = value.symbol is Symbol.NONE and value.word != SYMBOL_WORDS[Symbol.NONE]
    return f"{SYMBOL_SIGNS[value.symbol]} {words}" if sign and not bare else words


def heading(column: Column, language: Language) -> str:
    """A column's head with its unit."""
    title = column.title.get(language)
    if column.unit is None:
        return title
    unit = column.unit.get(language)
    return f"{title}（{unit}）" if language == "zh" else f"{title} ({unit})"


def shown(value: Value, language: Language) -> str:
    """A value as a reader sees it; missing is empty."""
    match value:
        case None:
            return ""
        case int() | float():
            return grouped_number(value)
        case Share(value=share):
            return percent(share)
        case VerdictValue():
            return verdict_words(value, language, sign=True)
        case Text():
            return value.get(language)
        case str():
            return value


def imprint_pairs(report: Paper, language: Language) -> list[tuple[str, str]]:
    """What every export carries, as label and value."""
    zh = language == "zh"
    city = report.city.name_zh if zh else report.city.name_en
    pairs = [
        (Text("城市", "City"), city),
        (Text("评估时点", "As of"), report.as_of.isoformat()),
    ]
    if report.known_on is not None:
        pairs.append((Text("资料截止", "Records known on"), report.known_on.isoformat()))
    state = state_words(report.state, report.revision)
    pairs.append((Text("文稿状态", "State"), state.get(language)))
    pairs.append((Text("运行编号", "Run id"), report.run_id))
    if report.catalogue_version:
        pairs.append((Text("规则库版本", "Rules"), report.catalogue_version[:12]))
    return [(label.get(language), value) for label, value in pairs]


def imprint(report: Paper, language: Language) -> list[str]:
    """What every export carries, as lines: marks, city, day, state, run, vintages, map notice."""
    colon = "：" if language == "zh" else ": "
    lines = [mark.get(language) for mark in report.marks]
    if report.demonstration:
        lines.append(DEMONSTRATION_NOTICE.get(language))
    lines.extend(f"{label}{colon}{value}" for label, value in imprint_pairs(report, language))
    lines.extend(
        f"{'数据时点' if language == 'zh' else 'Data'}{colon}{v.name.get(language)}"
        f" {v.vintage.get(language)}"
        for v in report.vintages
    )
    lines.append(report.map_notice.get(language))
    return lines
