"""Programs that are no Python packages and that some tests drive: where they are, what to get."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program: the variable that names it, the names and places it is usually found under."""

    name: str
    variable: str
    commands: tuple[str, ...]
    places: tuple[str, ...]
    install: str


BROWSER = Program(
    name="Chromium, Chrome or Edge",
    variable="BROWSER_BIN",
    commands=(
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "microsoft-edge-stable",
        "microsoft-edge",
        "chrome",
        "msedge",
    ),
    places=(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
        "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
        "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    ),
    install="install Chromium (Debian: apt-get install chromium), Chrome or Edge, "
    "or set BROWSER_BIN to one",
)

OFFICE = Program(
    name="LibreOffice with Calc, Writer and Impress",
    variable="SOFFICE_BIN",
    commands=("soffice", "libreoffice", "localc"),
    places=(
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "{PROGRAMFILES}/LibreOffice/program/soffice.exe",
    ),
    install="install LibreOffice (Debian: apt-get install libreoffice-calc-nogui "
    "libreoffice-writer-nogui libreoffice-impress-nogui), or set SOFFICE_BIN to its soffice",
)

PDF_TO_PNG = Program(
    name="pdftoppm",
    variable="PDFTOPPM_BIN",
    commands=("pdftoppm",),
    places=(),
    install="install poppler (Debian: apt-get install poppler-utils), or set PDFTOPPM_BIN to its "
    "pdftoppm",
)

POSTGRES = Program(
    name="the PostgreSQL server",
    variable="PG_CTL_BIN",
    commands=("pg_ctl",),
    places=tuple(f"/usr/lib/postgresql/{version}/bin/pg_ctl" for version in range(19, 14, -1)),
    install="install PostgreSQL 15 or later (Debian: apt-get install postgresql), set PG_CTL_BIN "
    "to its pg_ctl, or TEST_POSTGRES_URL to a server where databases may be made",
)


def find_program(program: Program) -> Path | None:
    """Where the program is: its variable first, then the search path, then its usual places.

    A variable that names no file finds nothing, so that a typing error is not covered up.
    """
    named = os.environ.get(program.variable, "")
    if named:
        found = shutil.which(named)
        return Path(found) if found else None
    for command in program.commands:
        found = shutil.which(command)
        if found:
            return Path(found)
    for place in program.places:
        path = Path(_with_folder(place))
        if path.is_file():
            return path
    return None


def _with_folder(place: str) -> str:
    """The place with a leading ``{VARIABLE}`` replaced by the folder that variable names."""
    if not place.startswith("{"):
        return place
    variable, rest = place[1:].split("}", 1)
    return os.environ.get(variable, "") + rest
