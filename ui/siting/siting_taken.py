"""Whether a project of the plan already stands where another is to be moved."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.options import Option, Site
from analysis.planning.scenarios.plan import FacilityPlan
from geo.text import Text


def standing_there(plan: FacilityPlan, but: str, site: Site, put: Mapping[str, Option]) -> bool:
    """Whether another project, where it is or where it was moved to, stands at the site.

    One taken out counts as well: it may be put back. ``put``: options moved, by the plan's own.
    """
    others = (p.option for p in plan.projects if p.option.option_id != but)
    sites = [put.get(o.option_id, o).site for o in others]
    return any((s.lon, s.lat) == (site.lon, site.lat) or s.site_id == site.site_id for s in sites)


TAKEN = Text(
    "这里已有方案中的另一个项目，没有移动。请移到别处。",
    "Another project of the plan stands there; nothing was moved. Choose another place.",
)
