"""Building a city's roads: the work goes on in a process of its own, whoever looks on."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from geo.roads.reading import ROAD_SUFFIXES
from geo.roads.shelf import shelf
from ui import jobs
from ui.access import people
from ui.facilities.leads_query import server
from ui.jobs import Job

SUFFIXES = tuple(sorted({suffix.rsplit(".", 1)[-1] for suffix in ROAD_SUFFIXES}))
"""What the upload box takes."""


@dataclass
class _Jobs:
    """The last job of every city, and who may start one now."""

    of_city: dict[str, Job] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(show_spinner=False)
def _jobs() -> _Jobs:
    """Shared by all readers: the stored roads are."""
    return _Jobs()


def last(city_code: str) -> Job | None:
    """The city's last job, running or ended."""
    return _jobs().of_city.get(city_code)


def begin_online(city_code: str) -> bool:
    """Asks the open map for the city's roads; False when other work on them has not ended.

    NotAllowedError for a viewer.
    """
    return _begin(city_code, lambda: (["--online", f"--server={server()}"], None))


def begin_file(city_code: str, file: Any) -> bool:
    """Reads an uploaded file of roads; False, nothing written, when other work has not ended.

    NotAllowedError for a viewer.
    """
    return _begin(city_code, partial(_taken_in, file))


def cancel(city_code: str) -> None:
    """Ends the city's job. NotAllowedError for a viewer."""
    people.require_editor()
    if (running := last(city_code)) is not None:
        running.cancel()


def forget(city_code: str) -> None:
    """The next look finds no job."""
    _jobs().of_city.pop(city_code, None)


def _begin(city_code: str, origin: Callable[[], tuple[list[str], Path | None]]) -> bool:
    people.require_editor()
    held = _jobs()
    with held.lock:
        running = held.of_city.get(city_code)
        if running is not None and running.running:
            return False
        arguments, upload = origin()
        folder = f"--folder={shelf(os.environ).folder}"
        held.of_city[city_code] = jobs.start(
            ["geo", "roads", f"--city={city_code}", folder, *arguments],
            None if upload is None else partial(upload.unlink, missing_ok=True),
        )
    return True


def _taken_in(file: Any) -> tuple[list[str], Path]:
    """The uploaded file on disk until the job has ended."""
    handle, path = tempfile.mkstemp(prefix="planner-roads-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(file.getbuffer())
    return [f"--file={path}", f"--name={file.name}"], Path(path)
