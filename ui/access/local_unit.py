"""The unit 单位 of the one office PC, kept in a small file beside the register."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from geo.reading.bodies import body_problem
from geo.register.errors import RegisterError
from geo.register.place import data_folder, register_url

FILE_NAME = "this_computer.json"


def unit_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where it is kept: beside an SQLite register, else in the user's data folder."""
    try:
        url = register_url(None, environment)
    except RegisterError:
        return data_folder() / FILE_NAME
    if url.drivername == "sqlite" and url.database:
        return Path(url.database).parent / FILE_NAME
    return data_folder() / FILE_NAME


def kept_unit(environment: Mapping[str, str] = os.environ) -> str:
    """The unit named on this machine; empty when none is, or what is kept is no body."""
    try:
        kept = json.loads(unit_path(environment).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    body = kept.get("body") if isinstance(kept, dict) else None
    return body if isinstance(body, str) and body_problem(body) is None else ""


def keep_unit(body: str, environment: Mapping[str, str] = os.environ) -> None:
    """Keeps the unit, whole or not at all. ValueError for what is no body; OSError."""
    if body_problem(body) is not None:
        raise ValueError("not a body")
    path = unit_path(environment)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{os.getpid()}")
    text = json.dumps({"body": body.strip()}, ensure_ascii=False, indent=1)
    written.write_text(text + "\n", encoding="utf-8")
    written.replace(path)
