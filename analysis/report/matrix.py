"""The core requirements of a city's plan × its counties: what the overview and 短板清单 show."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.symbols import Symbol
from geo.text import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in one county: symbol, word, and a small addition (在建, 90.8万)."""

    requirement_id: str
    area_code: str
    symbol: Symbol
    word: Text
    sub: Text | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One core requirement: its short title and a line under it (三(六)3 · 确保)."""

    requirement_id: str
    title: Text
    under: Text
    reference: bool = False
    """True: not of this plan; drawn outlined, outside every count."""
    absent: bool = False
    """True: this plan has no such requirement; the column is one merged cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One county in the matrix, or the city as a whole (last row)."""

    area_code: str
    name: Text
    full_name: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in code order, never ranked; ``total`` is the city's row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    county_word: Text
