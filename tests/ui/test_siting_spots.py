"""Candidates not chosen are on the map too, small, as long as they do not cover it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.options import Measure, Option, SiteOrigin
from geo.vocabulary import FacilityType
from tests.planning.scenarios.two_counties import option
from tests.ui.test_siting_page import page
from ui.siting import siting_spots
from ui.siting.siting_spots import spots


def away(*sites: str, origin: SiteOrigin = SiteOrigin.SEAT) -> list[Option]:
    made = [option(s) for s in sites]
    return [replace(o, site=replace(o.site, origin=origin)) for o in made]


def test_what_the_plan_takes_is_no_mere_candidate() -> None:
    assert [s.options[0].site.site_id for s in spots(away("X", "Y"), {"X"})] == ["Y"]


def test_several_options_at_one_place_are_one_ring() -> None:
    one = away("X")[0]
    other = replace(one, facility_type=FacilityType.CARE, measure=Measure.NEW)
    found = spots([one, other], ())
    assert len(found) == 1
    assert found[0].options == (one, other)


def test_a_site_without_a_point_and_one_drawn_by_hand_have_no_ring() -> None:
    nowhere = option("N", county="990901")
    assert spots([nowhere, *away("X", origin=SiteOrigin.DRAWN)], ()) == ()


@pytest.mark.parametrize(
    ("up_to", "most", "on", "disabled"),
    [(150, 2_000, True, False), (3, 2_000, False, False), (3, 4, False, True)],
)
def test_the_layer_begins_off_where_it_would_cover_the_map_and_says_why(
    up_to: int, most: int, on: bool, disabled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siting_spots, "ON_UP_TO", up_to)
    monkeypatch.setattr(siting_spots, "MOST", most)
    app = page()
    box = next(c for c in app.checkbox if c.label.startswith("备选点（"))
    assert (box.value, box.disabled) == (on, disabled)
    why = [c.value for c in app.caption if "处会盖住底图" in c.value or "图上不画" in c.value]
    assert bool(why) is not on
