"""Amounts of limits in sentences: money, minutes, sites, persons, each with its unit."""

from __future__ import annotations

import math

from geo.text import Text

_WAN = 10_000.0
_SLACK = 1e-6
"""What floats leave over; such a rest rounds no amount up."""


def money(yuan: float, *, in_wan: bool, at_least: bool = False) -> Text:
    """Yuan with separators; ``in_wan``: in 万元, in English in units of 10,000 yuan.

    The unit is one in a language, so that a sum can be laid beside a table. ``at_least``: never
    rounded down. At most two decimals (four below 1 万元), none that are zero.
    """
    if not in_wan:
        said = _rounded(yuan, at_least=at_least)
        return Text(f"{said} 元", f"{said} yuan")
    decimals = 2 if yuan >= _WAN else 4
    said = _rounded(yuan / _WAN, at_least=at_least, decimals=decimals)
    return Text(f"{said} 万元", f"{said} × 10,000 yuan")


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


def _rounded(value: float, *, at_least: bool, decimals: int = 2) -> str:
    if at_least:
        parts = 10**decimals
        value = math.ceil(value * parts - _SLACK) / parts
    said = f"{value:,.{decimals}f}"
    return said.rstrip("0").rstrip(".")
