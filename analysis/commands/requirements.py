"""``python -m analysis requirements``: every entry of the catalogue, one row each."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from analysis.commands.speaking import DONE
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.listing import catalogue_rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv")


def run(args: argparse.Namespace) -> int:
    """Writes the list; UTF-8 with a byte-order mark, so that spreadsheets read it."""
    rows = catalogue_rows(load_catalogue(), args.lang)
    with args.out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return DONE
