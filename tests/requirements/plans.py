"""The plans of both cities as the catalogue holds them."""

from __future__ import annotations

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import (
    Entry,
)

YULIN, LIUZHOU = "450900", "450200"


def own(catalogue: Catalogue, city: str) -> tuple[Entry, ...]:
    """The entries of the city's own plan, in the order of its file."""
    plan = catalogue.plan_of(city)
    return next(f.entry for f in catalogue.files if f.document.id == plan.id)
