"""How commands write tables: as CSV, the whole file or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analysis.report.csv_file import csv_bytes
from geo.commands.writing import write_bytes
from geo.text import Language


def write_csv(path: Path, rows: Iterable[Iterable[str]], language: Language) -> bool:
    """Whether the rows are in the file, as UTF-8 with a byte-order mark for spreadsheets."""
    return write_bytes(path, csv_bytes(rows), language)
