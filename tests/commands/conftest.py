"""Commands are tried where nobody has begun a register, unless a test begins one."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.register import place


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own; no register is named."""
    folder = tmp_path_factory.mktemp("data") / "disability-facility-planner"
    monkeypatch.delenv(place.VARIABLE)
    # For processes of the test's own, and for this one whatever the system calls the folder.
    monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent))
    monkeypatch.setattr(place, "data_folder", lambda: folder)
    return folder
