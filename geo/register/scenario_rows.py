"""Scenarios in the register: kept, renamed, duplicated and withdrawn, each name once in a city."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from geo.layers import MixedDataError
from geo.reading.row import stable_id
from geo.register.changes import Edit, stamp
from geo.register.errors import RegisterError
from geo.register.gate import NAME, NOTE, refuse_numbers, refuse_personal
from geo.register.rows import current_of, parsed, record_of
from geo.scenarios import StoredScenario
from geo.text import Text

TABLE = "scenarios"
LONGEST_NAME = 60
_TARGET = Text("目标", "target")


class ScenarioNameError(RegisterError):
    """A scenario may not be called so: the city has one of that name, or it is no name."""


def refuse_scenarios(edits: Iterable[Edit]) -> None:
    """Raises for scenarios no register takes: of invented data, unnamed, with personal data."""
    for edit in edits:
        if not isinstance(edit.after, StoredScenario):
            continue
        kept = edit.after
        said = _said(kept.payload)
        refuse_personal("", (NAME, kept.name), (NOTE, kept.note), *_typed(said))
        refuse_numbers(*_of_sites(said))
        if not kept.name.strip() or len(kept.name) > LONGEST_NAME:
            raise ScenarioNameError(_NO_NAME)
        if said.get("demonstration", False):
            raise MixedDataError(kept.name)


def refuse_taken_names(connection: Connection) -> None:
    """Raises ScenarioNameError when two scenarios of a city bear one name, as it stands now.

    Asked within the transaction that wrote them, so two writers can't both take a name.
    """
    seen: set[tuple[str, str]] = set()
    for row in connection.execute(current_of(TABLE)):
        kept = record_of(TABLE, parsed(TABLE, row.after))
        place = (kept.city_code, plain_name(kept.name))
        if place in seen:
            raise ScenarioNameError(_taken(kept.name))
        seen.add(place)


def scenario_id_of(city_code: str, name: str, recorded_at: datetime) -> str:
    """The id of a scenario first kept under a name at a moment; it stays when it is renamed."""
    return stable_id("SC", city_code, name, stamp(recorded_at))


def kept_anew(scenario: StoredScenario, recorded_at: datetime) -> Edit:
    """The edit that keeps a scenario for the first time, under an id of its own."""
    key = scenario_id_of(scenario.city_code, scenario.name, recorded_at)
    return Edit(TABLE, key, replace(scenario, scenario_id=key), 0)


def renamed(scenario: StoredScenario, name: str, version: int) -> Edit:
    """The edit that gives a scenario another name; ``version`` is that of the one renamed."""
    return Edit(TABLE, scenario.scenario_id, replace(scenario, name=name.strip()), version)


def duplicated(scenario: StoredScenario, name: str, recorded_at: datetime) -> Edit:
    """The edit that keeps a copy of a scenario under another name."""
    return kept_anew(replace(scenario, name=name.strip()), recorded_at)


def withdrawn(scenario_id: str, version: int) -> Edit:
    """The edit that withdraws a scenario, be it readable or not; its history stays."""
    return Edit(TABLE, scenario_id, None, version)


def plain_name(name: str) -> str:
    """What a reader tells a name by: its width and signs that are not seen make no other name."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf").strip()


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name with the first number that makes it new: 方案一（2）."""
    names = set(map(plain_name, taken))
    wanted = name.strip()
    if plain_name(wanted) not in names:
        return wanted
    number = 2
    while plain_name(f"{wanted}（{number}）") in names:
        number += 1
    return f"{wanted}（{number}）"


def _said(payload: str) -> dict[str, object]:
    """What a payload says; what is no JSON object says nothing."""
    try:
        said = json.loads(payload)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _typed(said: dict[str, object]) -> list[tuple[Text, str]]:
    """The targets that were typed, as the payload holds them: line, column, text."""
    targets = said.get("targets")
    rows = targets if isinstance(targets, list) else []
    return [(_TARGET, str(row[-1])) for row in rows if isinstance(row, list) and row]


def _of_sites(said: object) -> Iterator[tuple[Text, str]]:
    """The names and uses of all sites of a payload, wherever they stand in it."""
    if isinstance(said, dict):
        for key, what in _SITE_TEXTS.items():
            if isinstance(text := said.get(key), str):
                yield what, text
        for inner in said.values():
            yield from _of_sites(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from _of_sites(inner)


_SITE_TEXTS = {
    "name": Text("备选点名称", "name of a site"),
    "existing_use": Text("备选点现状用途", "use of a site"),
}


def _taken(name: str) -> Text:
    return Text(
        f"本市已有名为“{name}”的方案，没有保存。请换一个名称。",
        f"The city already has a scenario “{name}”; nothing was kept. Choose another name.",
    )


_NO_NAME = Text(
    f"方案名称应为 1 至 {LONGEST_NAME} 个字，没有保存。",
    f"A scenario’s name has 1 to {LONGEST_NAME} characters; nothing was kept.",
)
