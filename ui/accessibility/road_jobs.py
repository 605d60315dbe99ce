"""Building a city's roads: the work goes on in a process of its own, whoever looks on."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class RoadJob:
    """One building of one city's roads; ``upload`` is the file it reads, removed at the end."""

    city_code: str
    job: Job
    upload: Path | None


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, RoadJob]:
    """The last job of every city. Shared by all readers: the stored roads are."""
    return {}


def last(city_code: str) -> RoadJob | None:
    """The city's last job, running or ended."""
    return _jobs().get(city_code)


def begin_online(city_code: str) -> None:
    """Asks the open map for the city's roads. NotAllowedError for a viewer."""
    people.require_editor()
    _begin(city_code, ["--online", f"--server={server()}"], None)


def begin_file(city_code: str, file: Any) -> None:
    """Reads an uploaded file of roads. NotAllowedError for a viewer."""
    people.require_editor()
    suffix = "".join(Path(file.name).suffixes[-2:])
    handle, path = tempfile.mkstemp(suffix=suffix)
    with os.fdopen(handle, "wb") as stream:
        stream.write(file.getbuffer())
    _begin(city_code, [f"--file={path}", f"--name={file.name}"], Path(path))


def cancel(city_code: str) -> None:
    """Ends the city's job. NotAllowedError for a viewer."""
    people.require_editor()
    if (running := last(city_code)) is not None:
        running.job.cancel()
        settle(running)


def settle(ended: RoadJob) -> None:
    """Removes what a job that has ended leaves behind."""
    if ended.upload is not None:
        ended.upload.unlink(missing_ok=True)


def forget(city_code: str) -> None:
    """The next look finds no job."""
    _jobs().pop(city_code, None)


def _begin(city_code: str, origin: list[str], upload: Path | None) -> None:
    running = last(city_code)
    if running is not None and running.job.running:
        return
    folder = str(shelf(os.environ).folder)
    arguments = ["geo", "roads", "--city", city_code, "--folder", folder, *origin]
    _jobs()[city_code] = RoadJob(city_code, jobs.start(arguments), upload)
