"""The stored roads of every city: one network each, in a folder of the user's data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
        with written_whole(self.path_of(city_code)) as part:
            save_network(network, part)

    def network(self, city_code: str) -> RoadNetwork:
        """The city's network. FileNotFoundError when none is stored."""
        return load_network(self.path_of(city_code))

    def remove(self, city_code: str) -> None:
        """Takes the city's network away, if there is one."""
        self.path_of(city_code).unlink(missing_ok=True)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write into, which takes its place at the end of the block.

    Each writer has one of its own, so the last to finish wins and nobody reads half a file; when
    the block raises, it goes and ``path`` stays as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="part-", suffix="".join(path.suffixes))
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def shelf(environment: Mapping[str, str]) -> Shelf:
    """The shelf the environment names, else the one in the user's data folder."""
    named = environment.get(VARIABLE, "")
    return Shelf(Path(named) if named else data_folder() / "roads")
