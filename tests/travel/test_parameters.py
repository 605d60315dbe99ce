"""The parameters of travel times are sourced, ordered, and refused when they can't be right."""

from pathlib import Path

import pytest

from geo.roads.speeds import load_speeds
from geo.travel.model import TravelMode
from geo.travel.parameters import (
    CUTOFF_LABEL,
    PARAMETERS_FILE,
    load_travel_parameters,
    read_travel_parameters,
)

BLOCKS = ("cutoffs", "detour", "straight_line_kmh", "snap_max_m")


def changed(folder: Path, old: str, new: str) -> Path:
    text = PARAMETERS_FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "parameters.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_detour_factor_is_that_of_the_cited_paper() -> None:
    detour = load_travel_parameters().detour
    assert detour.factor == 1.417
    assert "Boscoe" in detour.source.en
    assert "188" in detour.source.zh


def test_cutoffs_are_called_research_convention() -> None:
    cutoffs = load_travel_parameters().cutoffs
    assert cutoffs.minutes == (15, 30, 45, 60)
    assert CUTOFF_LABEL.zh in cutoffs.source.zh


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_says_its_source_in_both_languages(block: str) -> None:
    source = getattr(load_travel_parameters(), block).source.text
    assert source.zh
    assert source.en


@pytest.mark.parametrize("block", ["straight_line_kmh", "snap_max_m"])
def test_what_is_our_own_says_so(block: str) -> None:
    source = getattr(load_travel_parameters(), block).source.text
    assert source.zh.startswith("本工具取值")
    assert source.en.startswith("This tool's own")


def test_each_mode_has_its_own_speed() -> None:
    kmh = load_travel_parameters().straight_line_kmh
    assert kmh.of(TravelMode.DRIVING) > kmh.of(TravelMode.WALKING) > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[15, 30, 45, 60]", "[15, 45, 30, 60]"),
        ("[15, 30, 45, 60]", "[]"),
        ("limit_min = 30", "limit_min = 20"),
        ("factor = 1.417", "factor = 0.9"),
        ("low = 1.2", "low = 1.5"),
        ("driving = 40", "driving = 0"),
        ("driving = 40", "driving = nan"),
        ("walking = 5\n", "walking = 5\ncycling = 15\n"),
        ("walking = 5\n", ""),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_travel_parameters(changed(tmp_path, old, new))


def test_walking_without_roads_is_as_fast_as_walking_on_roads() -> None:
    walking = load_travel_parameters().straight_line_kmh.walking
    assert walking == load_speeds().walking.value
