"""A scenario 比选方案 as it is kept: its name, and as text the plan with all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """A plan of a city under a name of its own.

    ``payload`` is a JSON object that whoever made the plan reads back; its key ``demonstration`` is
    true where the plan rests on invented data, which no register takes.
    """

    scenario_id: str
    city_code: str
    name: str
    payload: str
    note: str = ""
