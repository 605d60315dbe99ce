"""``python -m analysis requirements``: every entry of the catalogue, one row each."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.writing import write_csv
from analysis.report.csv_file import neutral
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.listing import COLUMNS, catalogue_rows
from geo.commands.speaking import BAD_INPUT, DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes the list; UTF-8 with a byte-order mark, so that spreadsheets read it."""
    entries = catalogue_rows(load_catalogue(), args.lang)
    rows = [list(COLUMNS), *([neutral(entry[c]) for c in COLUMNS] for entry in entries)]
    return DONE if write_csv(args.out, rows, args.lang) else BAD_INPUT
