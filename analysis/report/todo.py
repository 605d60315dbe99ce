"""待办: what waits for what, from whom."""

from __future__ import annotations

from dataclasses import dataclass

from geo.text import Text


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One requirement's open findings: how many, what is missing, whom to ask."""

    requirement_id: str
    count: int
    title: Text
    what: Text
    ask: Text
    area_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """All open findings of a city; ``total`` is the sum of the lines."""

    lines: tuple[TodoLine, ...]
    total: int
    bodies: tuple[Text, ...]
    county_codes: tuple[str, ...]
    """Counties a request sheet is made for."""
