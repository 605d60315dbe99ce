"""The catalogue: every plan document in ``data/requirements/``, read and checked once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.requirements.schema import CatalogueFile, Document, Entry, Indicator, TextNote
from geo.places import DATA

REQUIREMENTS_DIR = DATA / "requirements"


@dataclass(frozen=True)
class Catalogue:
    """All plan documents, in the order of their file names.

    ``version`` is a hash of the files, so a paper can name the rules it was made with; ``texts``
    are the files themselves (TOML), so that a frozen assessment can keep them.
    """

    files: tuple[CatalogueFile, ...]
    version: str
    texts: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every entry by id, documents in order, entries in the order of the text."""
        return {e.id: e for f in self.files for e in f.entry}

    @cached_property
    def _document_of(self) -> dict[str, Document]:
        return {e.id: f.document for f in self.files for e in f.entry}

    def document_of(self, entry_id: str) -> Document:
        """The document an entry stands in. KeyError for an unknown id."""
        return self._document_of[entry_id]

    def of_city(self, city_code: str) -> tuple[Entry, ...]:
        """The entries of every document that speaks of the city."""
        return tuple(e for f in self.files if city_code in f.document.city_codes for e in f.entry)

    def evaluated(self, city_code: str) -> tuple[Entry, ...]:
        """The entries of the city that have a check."""
        return tuple(e for e in self.of_city(city_code) if e.check is not None)

    def plan_of(self, city_code: str) -> Document:
        """The city's own plan (official, of this city alone). KeyError if there is none."""
        for f in self.files:
            if f.document.city_codes == (city_code,) and f.document.confidence == "official":
                return f.document
        raise KeyError(city_code)

    def notes_of(self, city_code: str) -> tuple[TextNote, ...]:
        """The notes on the texts of the city's documents."""
        return tuple(n for f in self.files if city_code in f.document.city_codes for n in f.note)

    def notes_of_entry(self, entry_id: str) -> tuple[TextNote, ...]:
        """The notes on the texts that bite on one entry."""
        return tuple(n for f in self.files for n in f.note if entry_id in n.entries)


def load_catalogue(folder: Path = REQUIREMENTS_DIR) -> Catalogue:
    """The catalogue of a folder of TOML files.

    Raises ValueError (pydantic) when a file breaks the schema, or when an id stands twice.
    """
    paths = sorted(folder.glob("*.toml"))
    return read_catalogue(p.read_bytes().replace(b"\r\n", b"\n").decode("utf-8") for p in paths)


def read_catalogue(texts: Iterable[str]) -> Catalogue:
    """The catalogue of TOML texts, one a file. ValueError as ``load_catalogue``."""
    kept = tuple(texts)
    digest = hashlib.sha256()
    files = []
    for text in kept:
        digest.update(text.encode("utf-8"))
        files.append(_file_of(text))
    ids = [e.id for f in files for e in f.entry]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise ValueError(f"catalogue ids that stand twice: {', '.join(twice)}")
    for file in files:
        _check_counted_as(file)
    return Catalogue(tuple(files), digest.hexdigest(), kept)


def _check_counted_as(file: CatalogueFile) -> None:
    """Nothing, or ValueError: what is counted elsewhere is an indicator of the same clause."""
    entries = {e.id: e for e in file.entry}
    for entry in file.entry:
        if not entry.counted_as:
            continue
        other = entries.get(entry.counted_as)
        same = other is not None and other.clause_id == entry.clause_id != ""
        if other is None or not same or not isinstance(other.check, Indicator):
            raise ValueError(f"{entry.id}: {entry.counted_as} is no indicator of the same clause")


# A frozen assessment brings the texts of its day, as a rule those of today: read once.
@lru_cache(maxsize=32)
def _file_of(text: str) -> CatalogueFile:
    return CatalogueFile.model_validate(tomllib.loads(text))
