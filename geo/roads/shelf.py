"""The stored roads of every city: one network each, in a folder of the user's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.register.place import data_folder
from geo.roads.network import RoadNetwork
from geo.roads.store import load_network, save_network

VARIABLE = "PLANNER_ROADS"
"""The environment variable that names another folder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of stored networks; it need not exist until one is kept."""

    folder: Path

    def path_of(self, city_code: str) -> Path:
        """Where the city's network is or would be."""
        return self.folder / f"{city_code}.npz"

    def has(self, city_code: str) -> bool:
        """Whether the city's roads are stored."""
        return self.path_of(city_code).is_file()

    def stamp(self, city_code: str) -> tuple[int, int] | None:
        """What changes when the stored network does (time in ns, bytes); None: there is none."""
        try:
            said = self.path_of(city_code).stat()
        except FileNotFoundError:
            return None
        return said.st_mtime_ns, said.st_size

    def keep(self, city_code: str, network: RoadNetwork) -> None:
        """Stores the city's network in place of the one before, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"part-{city_code}.npz"
        save_network(network, part)
        part.replace(self.path_of(city_code))

    def network(self, city_code: str) -> RoadNetwork:
        """The city's network. FileNotFoundError when none is stored."""
        return load_network(self.path_of(city_code))

    def remove(self, city_code: str) -> None:
        """Takes the city's network away, if there is one."""
        self.path_of(city_code).unlink(missing_ok=True)


def shelf(environment: Mapping[str, str]) -> Shelf:
    """The shelf the environment names, else the one in the user's data folder."""
    named = environment.get(VARIABLE, "")
    return Shelf(Path(named) if named else data_folder() / "roads")
