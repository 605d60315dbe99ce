"""A query to the open map: it runs beside the page, so that the reader can go on meanwhile."""

from __future__ import annotations

import logging
import os
import threading
import traceback
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from geo.open_sources.leads import LeadsFound
from geo.open_sources.osm_leads import fetch_leads
from geo.open_sources.overpass import OVERPASS_URL
from geo.open_sources.unavailable import MapUnavailableError
from geo.text import Text

_LOG = logging.getLogger(__name__)
ADDRESS_VARIABLE = "PLANNER_OVERPASS"
"""The environment variable that names another Overpass server than the public one."""

_FAILED = Text(
    "查询没有完成：程序出错，台账没有变动。请再试一次；仍不行，请告诉维护人员，日志里有详细记录。",
    "The query failed in the program; no record was changed. Try again; if it fails again, tell the"
    " maintainer: the log has the details.",
)


@dataclass
class Query:
    """One query of one reader: what it has said so far, and its end."""

    city_code: str
    steps: list[Text] = field(default_factory=list)
    found: LeadsFound | None = None
    failed: Text | None = None
    thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.thread is not None and self.thread.is_alive()


def server() -> str:
    """The address that is asked."""
    return os.environ.get(ADDRESS_VARIABLE, "").strip() or OVERPASS_URL


def last_query(city_code: str) -> Query | None:
    """The reader's last query about this city, running or ended."""
    query: Query | None = st.session_state.get(_key(city_code))
    return query


def start(city_code: str, today: date) -> Query:
    """Asks about a city; the answer comes into the query this gives back."""
    query = Query(city_code)
    url = server()
    query.thread = threading.Thread(target=_run, args=(query, today, url), daemon=True)
    query.thread.start()
    st.session_state[_key(city_code)] = query
    return query


def _run(query: Query, today: date, url: str) -> None:
    try:
        query.found = fetch_leads(
            query.city_code, today, overpass_url=url, progress=query.steps.append
        )
    except MapUnavailableError as error:
        query.failed = Text(error.sentence("zh"), error.sentence("en"))
    except Exception as error:  # a thread's exception would otherwise be lost to the reader
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("a query for leads failed: %s\n%s", type(error).__name__, where)
        query.failed = _FAILED


def _key(city_code: str) -> str:
    return f"leads_query_{city_code}"
