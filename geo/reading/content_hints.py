"""What a column without a known header may hold, by the look of its cells: suggestions only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

from geo.reading.bodies import is_person
from geo.reading.cells import Problem, parse_date
from geo.reading.degrees import Angle, parse_angle
from geo.reading.form import Form
from geo.reading.named_places import which_city, which_county
from geo.reading.synonyms import member_of
from geo.vocabulary import Ternary

LOOKED_AT = 200
"""Cells looked at per column, from the top."""
_ENOUGH_SHARE = 0.8
"""Share of the cells that must look alike; ours, not measured: a suggestion is seen by the user."""
_FEWEST = 2
_LON, _LAT = (104.0, 113.0), (20.0, 27.0)
"""Guangxi in whole degrees, rounded outwards."""
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{7,8}")
_FACILITY = re.compile(
    r".{2,}(?:中心|学校|机构|医院|福利院|养老院|敬老院|站|之家|家园|园|基地|院|点|室|校)"
)
_ADDRESS = re.compile(r".*(?:路|街|巷|大道|村|镇|乡|小区|社区).*(?:号|栋|楼|旁|内|村|屯|组|米)?.*")

_SURE: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("lon", lambda text: _degrees_within(text, _LON)),
    ("lat", lambda text: _degrees_within(text, _LAT)),
    ("county", lambda text: isinstance(which_county(text), str)),
    ("city", lambda text: which_city(text) is not None),
)
_LOOSE: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("name", lambda text: _FACILITY.fullmatch(text) is not None),
    ("address", lambda text: len(text) > 5 and _ADDRESS.fullmatch(text) is not None),
)


def about_persons(cells: Sequence[str]) -> bool:
    """Whether most cells look like telephone numbers or like names of persons."""
    plain = [unicodedata.normalize("NFKC", cell).replace(" ", "") for cell in cells]
    return _share(plain, lambda c: _PHONE.fullmatch(c) is not None) >= _ENOUGH_SHARE or (
        _share(plain, is_person) >= _ENOUGH_SHARE
    )


def hint(form: Form, cells: Sequence[str], taken: Collection[str]) -> str | None:
    """The field of the form, not yet taken, that most of the cells look like; None if unsure."""
    if len(cells) < _FEWEST:
        return None
    open_fields = {c.name for c in form.columns} - set(taken)
    for name, looks_like in _SURE:
        if name in open_fields and _share(cells, looks_like) >= _ENOUGH_SHARE:
            return name
    worded = [
        (_share(cells, lambda c, w=words: member_of(w, c) is not None), -place, column.name)  # type: ignore[misc]
        for place, column in enumerate(form.columns)
        if column.name in open_fields and (words := column.words) is not None
        if words is not Ternary
    ]
    if worded and (best := max(worded))[0] >= _ENOUGH_SHARE:
        return best[2]
    dates = [
        c.name for c in form.columns if c.required and c.name in open_fields and _dated(c.name)
    ]
    if len(dates) == 1 and _share(cells, _is_date) >= _ENOUGH_SHARE:
        return dates[0]
    for name, looks_like in _LOOSE:
        if name in open_fields and _share(cells, looks_like) >= _ENOUGH_SHARE:
            return name
    return None


def _share(cells: Sequence[str], looks_like: Callable[[str], bool]) -> float:
    return sum(map(looks_like, cells)) / len(cells) if cells else 0.0


def _degrees_within(text: str, limits: tuple[float, float]) -> bool:
    found = parse_angle(text)
    # A whole number is rather a count of beds or an age.
    return (
        isinstance(found, Angle)
        and limits[0] <= found.degrees <= limits[1]
        and not (found.degrees.is_integer())
    )


def _dated(name: str) -> bool:
    return name == "date" or name.endswith(("_on", "as_of", "_date"))


def _is_date(text: str) -> bool:
    found = parse_date(text)
    return found is not None and not isinstance(found, Problem)
