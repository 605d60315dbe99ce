"""One cell with a coordinate: decimal degrees, 度分秒 in the ways offices write it, or a pair.

``110.558``, ``110°33′28″``, ``110度33分28秒``, ``E110°33.47′``, ``110-33-28``, ``东经110.55``, all
of them full-width too; ``110.558,22.858`` and ``东经110°33′ 北纬22°51′`` hold both values.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from geo.reading.cells import Problem, parse_number
from geo.text import Text


class Axis(StrEnum):
    """Which of the two a coordinate says it is."""

    LON = "lon"
    LAT = "lat"


@dataclass(frozen=True, slots=True)
class Angle:
    """A coordinate in degrees (south and west negative); ``axis`` where the cell names it."""

    degrees: float
    axis: Axis | None = None


# NFKC would turn these into spaces with accents or into letters, so they are replaced before it.
_MARKS = str.maketrans(
    {
        "º": "°", "˚": "°", "∘": "°", "度": "°",
        "'": "′", "’": "′", "‘": "′", "ˊ": "′", "´": "′", "`": "′", "＇": "′", "分": "′",
        '"': "″", "”": "″", "“": "″", "＂": "″", "〃": "″", "秒": "″",
        "—": "-", "–": "-", "‐": "-", "−": "-",
        "。": ".", "、": ",", "；": ";", "|": ",", "/": ",",
    }
)  # fmt: skip
_NAMES = {
    "东经": (Axis.LON, 1), "西经": (Axis.LON, -1), "北纬": (Axis.LAT, 1), "南纬": (Axis.LAT, -1),
    "经°": (Axis.LON, 1), "纬°": (Axis.LAT, 1), "longitude": (Axis.LON, 1),
    "latitude": (Axis.LAT, 1), "lng": (Axis.LON, 1), "lon": (Axis.LON, 1), "lat": (Axis.LAT, 1),
    "e": (Axis.LON, 1), "w": (Axis.LON, -1), "n": (Axis.LAT, 1), "s": (Axis.LAT, -1),
}  # fmt: skip
"""What stands before a value, a letter also after it; 经度 and 纬度 have their 度 as ° by then."""
_DECIMAL = r"\d+(?:\.\d+)?"
_ANGLE = (
    rf"(?:(?P<before#>{'|'.join(_NAMES)})\s*[:=]?\s*)?"
    rf"(?:(?P<d#>\d{{1,3}})\s*°\s*(?P<m#>{_DECIMAL})(?:\s*′(?:\s*(?P<s#>{_DECIMAL})(?:\s*″)?)?)?"
    rf"|(?P<dd#>\d{{1,3}})(?P<by#>[-:. ])(?P<dm#>\d{{1,2}})(?P=by#)(?P<ds#>{_DECIMAL})"
    rf"|(?P<plain#>[+-]?\d{{1,3}}(?:\.\d+)?)(?P<mark#>\s*°)?)"
    rf"(?!\d)(?(before#)|(?:\s*(?P<after#>[ewns]))?)"
)
_ONE = re.compile(_ANGLE.replace("#", ""))
_FIRST, _SECOND = _ANGLE.replace("#", "1"), _ANGLE.replace("#", "2")
_TWO = re.compile(rf"[(\[]?\s*{_FIRST}(?P<gap>\s*[,;]\s*|\s*){_SECOND}\s*[)\]]?")
_PLAIN_PAIR = re.compile(r"[+-]?\d+\.\d+\s+[+-]?\d+\.\d+")


_SIMPLE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
"""What most lists write; found without the long patterns, for lists of many thousand rows."""


def parse_angle(text: str) -> Angle | Problem | None:
    """The coordinate in a cell; None when it says nothing.

    A number too large for degrees (metres, millionths of a degree) comes back as it is.
    """
    if _SIMPLE.fullmatch(text):
        return Angle(float(text))
    match = _ONE.fullmatch(_plain(text))
    angle = _angle(match, "") if match else None
    if angle is not None:
        return angle
    value = parse_number(text)
    if isinstance(value, Problem):
        return unreadable(text)
    return None if value is None else Angle(value)


def parse_pair(text: str) -> tuple[Angle, Angle] | None:
    """Both coordinates where a cell holds two, in the order written; None where it doesn't."""
    match = None if _SIMPLE.fullmatch(text) else _TWO.fullmatch(_plain(text))
    if not match or not _parted(match):
        return None
    first, second = _angle(match, "1"), _angle(match, "2")
    if first is None or second is None or (first.axis and first.axis is second.axis):
        return None
    return first, second


def _parted(match: re.Match[str]) -> bool:
    """Whether it is sure where the second value begins: 110 33 is no pair, 110.5 22.8 is one."""
    if match["gap"].strip() or match["before2"] or match["after1"]:
        return True
    if not match["gap"]:
        return False
    return not (match["plain1"] and match["plain2"]) or bool(
        (match["mark1"] and match["mark2"]) or _PLAIN_PAIR.fullmatch(match[0])
    )


def unreadable(text: str) -> Problem:
    """The problem of a cell that is no coordinate."""
    return Problem(
        "coordinate_unreadable",
        Text(f"“{text[:40]}”不是经纬度。", f"“{text[:40]}” is no coordinate."),
        Text(
            "请写十进制度，例如经度 110.558、纬度 22.858；没有就两格都留空。",
            "Write decimal degrees (110.558 and 22.858), or leave both cells empty.",
        ),
    )


def _plain(text: str) -> str:
    """The cell with one mark for each of degree, minute and second, half-width, lower case."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return plain.replace("′′", "″").strip().lower()


def _angle(match: re.Match[str], which: str) -> Angle | None:
    """The value of one part of a match; None for 60 minutes or seconds and more, or two names."""
    part = {name: match[name + which] for name in ("d", "m", "s", "dd", "dm", "ds", "plain")}
    named = {_NAMES[n] for side in ("before", "after") if (n := match[side + which])}
    if len(named) > 1:
        return None
    axis, sign = next(iter(named), (None, 1))
    if part["plain"]:
        return Angle(sign * float(part["plain"]), axis)
    whole = float(part["d"] or part["dd"])
    minutes = float(part["m"] or part["dm"])
    seconds = float(part["s"] or part["ds"] or 0)
    if minutes >= 60 or seconds >= 60 or (seconds and minutes != int(minutes)):
        return None
    return Angle(sign * (whole + minutes / 60 + seconds / 3600), axis)
