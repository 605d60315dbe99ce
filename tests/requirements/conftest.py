"""What the tests of the catalogue ask for: the catalogue, read once."""

from __future__ import annotations

import pytest

from analysis.requirements.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of both plans."""
    return load_catalogue()
