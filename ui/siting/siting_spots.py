"""备选点 on the map: every place that could be chosen and is not, small and quiet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from analysis.planning.scenarios.options import MEASURE_WORDS, SITE_ORIGIN_WORDS, Option, SiteOrigin
from geo.text import Text, join
from geo.vocabulary import WORDS
from ui.components.map_view import FacilityMark, LegendItem, LegendMark
from ui.language import say, word
from ui.siting.siting_kept import keep, widget
from ui.siting.siting_names import site_name

ON_UP_TO = 150
"""More cover what the map is about, so the layer begins off."""
MOST = 2_000
"""More a browser can't move about smoothly: their place is the table."""
SPOT = "spot:"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with everything that could be done there; degrees, WGS-84."""

    lon: float
    lat: float
    options: tuple[Option, ...]


def spots(options: Iterable[Option], taken: Collection[str]) -> tuple[Spot, ...]:
    """The places of options, but for sites taken (ids) and those with a mark of their own."""
    at: dict[tuple[float, float], list[Option]] = {}
    gone: set[tuple[float, float]] = set()
    for option in options:
        site = option.site
        if site.lon is None or site.lat is None:
            continue
        point = (site.lon, site.lat)
        if site.site_id in taken:
            gone.add(point)
        # A drawn site has a mark that can be dragged.
        elif site.origin is not SiteOrigin.DRAWN:
            at.setdefault(point, []).append(option)
    return tuple(Spot(*point, tuple(found)) for point, found in at.items() if point not in gone)


def switch(found: tuple[Spot, ...]) -> bool:
    """Draws the switch of the layer; whether it is to be shown. Too many begin off, and say why."""
    count = len(found)
    # A layer of another size begins as its size says.
    name = "spots_on_few" if count <= ON_UP_TO else "spots_on_many"
    on = st.checkbox(
        say(f"备选点（{count:,}）", f"Candidates ({count:,})"),
        key=widget(name, count <= ON_UP_TO),
        disabled=count > MOST,
    )
    if count > MOST:
        st.caption(
            say(
                f"超过 {MOST:,} 处，图上不画，见下面的表。",
                f"More than {MOST:,}: see the table instead.",
            )
        )
    elif count > ON_UP_TO:
        st.caption(
            say(
                f"多于 {ON_UP_TO} 处会盖住底图，默认不画，可打开。",
                f"More than {ON_UP_TO} would cover the map: off unless you turn it on.",
            )
        )
    return keep(name, on) and count <= MOST


def marks(found: Iterable[Spot], counties: Mapping[str, Text]) -> list[FacilityMark]:
    """A small ring each, which says what could be done there."""
    return [
        FacilityMark(
            id=f"{SPOT}{spot.options[0].option_id}",
            lon=spot.lon,
            lat=spot.lat,
            character="",
            shape="round",
            dashed=False,
            name=f"{say('备选点', 'Candidate')} · {_names(spot, counties)}",
            lines=_lines(spot),
            quiet=True,
        )
        for spot in found
    ]


def legend(count: int) -> LegendItem:
    """The line of the legend."""
    return LegendItem(
        say("备选点（未选）", "Candidates, not chosen"),
        mark=LegendMark("", "round", quiet=True),
        count=count,
    )


def _names(spot: Spot, counties: Mapping[str, Text]) -> str:
    named = dict.fromkeys(site_name(o.site, counties) for o in spot.options)
    return word(join(list(named)))


def _lines(spot: Spot) -> tuple[str, ...]:
    """Where it comes from, and which facilities by which measures."""
    origins = join(
        [SITE_ORIGIN_WORDS[o] for o in dict.fromkeys(o.site.origin for o in spot.options)]
    )
    could = dict.fromkeys(
        Text(
            f"{MEASURE_WORDS[o.measure].zh}{WORDS[o.facility_type].zh}",
            f"{MEASURE_WORDS[o.measure].en.lower()}: {WORDS[o.facility_type].en.lower()}",
        )
        for o in spot.options
    )
    listed = join(list(could), "、", "; ")
    return (word(origins), say(f"可{listed.zh}", f"Could be {listed.en}"))
