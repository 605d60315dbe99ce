"""A project of a plan as a mark of a map, the same on 选址 and 方案."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.options import MEASURE_WORDS
from analysis.planning.scenarios.plan import Project
from geo.text import Text
from geo.vocabulary import WORDS
from ui.components.facility_marks import FACILITY_MARKS
from ui.components.map_view import FacilityMark
from ui.language import say, word
from ui.siting.siting_names import site_name

PROJECT = "project:"
"""What the id of a project's mark begins with; its option's id follows."""
BADGE = "拟"
"""On the corner of what is only proposed; a sign, the same in both languages."""


def project_mark(
    project: Project,
    county_names: Mapping[str, Text],
    more: tuple[str, ...] = (),
    *,
    off: bool = False,
    movable: bool = False,
) -> FacilityMark | None:
    """The mark with what it says, ``more`` last; None without a point."""
    option, site = project.option, project.option.site
    if site.lon is None or site.lat is None:
        return None
    character, shape = FACILITY_MARKS[option.facility_type]
    named = word(site_name(site, county_names))
    return FacilityMark(
        id=f"{PROJECT}{option.option_id}",
        lon=site.lon,
        lat=site.lat,
        character=character,
        shape=shape,  # type: ignore[arg-type]
        dashed=True,
        name=f"{say('拟', 'Proposed: ')}{word(MEASURE_WORDS[option.measure])} · {named}",
        lines=(
            word(WORDS[option.facility_type]),
            say(f"{project.in_use_year} 年投用", f"in use {project.in_use_year}"),
            *more,
        ),
        off=off,
        badge=BADGE,
        movable=movable,
    )
