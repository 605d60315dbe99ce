"""Where every data file comes from: the list ``data/sources.toml``, read and checked."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator, model_validator

from geo.places import DATA
from geo.text import Text

SOURCES_FILE = DATA / "sources.toml"
DATA_SUFFIXES = frozenset({".csv", ".geojson", ".toml"})
"""Files of these kinds are data and must be listed; scripts and notes are not."""
HASH_FREE = ("requirements/",)
"""Files kept by hand under review, where a change shows in the text itself: no hash is needed."""

Filled = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BothLanguages(_Strict):
    """A text in both languages, as TOML writes it: ``{ zh = "…", en = "…" }``."""

    zh: Filled
    en: Filled

    @property
    def text(self) -> Text:
        """The same as ``Text``."""
        return Text(self.zh, self.en)


class CityTexts(_Strict):
    """What is told otherwise in the papers of one city."""

    title: BothLanguages | None = None
    origin: BothLanguages | None = None
    vintage: BothLanguages | None = None
    how_made: BothLanguages | None = None
    notes: BothLanguages | None = None


class Source(_Strict):
    """One data file: where it comes from, under which licence, how old, how it was made.

    ``path`` is below ``data/``; ``origin`` names the original source, with its address if any;
    ``vintage`` is the time the data speak of; ``sha256`` is of the file's bytes. ``of_city``: by
    the code of a city, what its papers say instead; ``in_papers``: whether papers tell of it.
    """

    source_id: Filled
    path: Filled
    title: BothLanguages
    origin: BothLanguages
    licence: BothLanguages
    vintage: BothLanguages
    how_made: BothLanguages
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    notes: BothLanguages | None = None
    # Not written where they say nothing: a frozen assessment is written back as it was.
    of_city: Annotated[dict[str, CityTexts], Field(exclude_if=lambda said: not said)] = {}
    in_papers: Annotated[bool, Field(exclude_if=lambda told: told)] = True

    def for_city(self, city_code: str) -> Source:
        """The source as the papers of this city tell of it; the others' texts are not in it."""
        own = self.of_city.get(city_code, CityTexts())
        said = {k: v for k in CityTexts.model_fields if (v := getattr(own, k)) is not None}
        return self.model_copy(update={**said, "of_city": {}})

    @field_validator("vintage", mode="before")
    @classmethod
    def _same_in_both(cls, value: object) -> object:
        """A bare date or year reads the same in both languages."""
        return {"zh": value, "en": value} if isinstance(value, str) and value.isascii() else value

    @model_validator(mode="after")
    def _hash_where_needed(self) -> Source:
        if not self.sha256 and not self.path.startswith(HASH_FREE):
            raise ValueError(f"{self.path} needs its sha256")
        return self


@lru_cache(maxsize=1)
def load_sources() -> tuple[Source, ...]:
    """Every listed file, in the order of the list. ValueError if the list is not well-formed."""
    with SOURCES_FILE.open("rb") as stream:
        table = tomllib.load(stream)
    if set(table) != {"source"}:
        raise ValueError(f"{SOURCES_FILE.name} holds [[source]] blocks only, found {sorted(table)}")
    return TypeAdapter(tuple[Source, ...]).validate_python(table["source"])


def source(source_id: str) -> Source:
    """The entry with this id. KeyError if there is none."""
    return {entry.source_id: entry for entry in load_sources()}[source_id]


def data_files() -> tuple[str, ...]:
    """Every data file that is there, as paths below ``data/``, sorted; the list itself left out."""
    found = (path for path in DATA.rglob("*") if path.suffix in DATA_SUFFIXES)
    return tuple(sorted(p.relative_to(DATA).as_posix() for p in found if p != SOURCES_FILE))


def file_sha256(path: str | Path) -> str:
    """The SHA-256 of a file below ``data/``, hexadecimal."""
    return hashlib.sha256((DATA / path).read_bytes()).hexdigest()
