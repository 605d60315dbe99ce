"""Amounts of limits in sentences: money, minutes, sites, persons, each with its unit."""

from __future__ import annotations

import math

from geo.text import Text

_WAN = 10_000.0
_SLACK = 1e-6
"""What floats leave over; such a rest rounds no amount up."""


def money(yuan: float, *, in_wan: bool, at_least: bool = False) -> Text:
    """Yuan with separators; ``in_wan``: in Chinese 万元, of 10,000 yuan and more.

    ``at_least``: never rounded down. At most two decimals, none that are zero.
    """
    full = f"{_rounded(yuan, at_least=at_least)} yuan"
    if not in_wan or yuan < _WAN:
        return Text(f"{_rounded(yuan, at_least=at_least)} 元", full)
    return Text(f"{_rounded(yuan / _WAN, at_least=at_least)} 万元", full)


def minutes(value: float, *, at_least: bool = False) -> Text:
    """Minutes; ``at_least``: never rounded down."""
    said = _rounded(value, at_least=at_least)
    return Text(f"{said} 分钟", f"{said} minutes")


def persons(value: float, *, at_least: bool = False) -> Text:
    """Persons; ``at_least``: never rounded down."""
    said = _rounded(value, at_least=at_least)
    return Text(f"{said} 人", f"{said} persons")


def number(value: float, *, at_least: bool = False) -> str:
    """The number with separators and at most two decimals; ``at_least``: never rounded down."""
    return _rounded(value, at_least=at_least)


def _rounded(value: float, *, at_least: bool) -> str:
    if at_least:
        value = math.ceil(value * 100 - _SLACK) / 100
    said = f"{value:,.2f}"
    return said.rstrip("0").rstrip(".")
