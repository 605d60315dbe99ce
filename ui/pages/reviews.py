"""县级核对: a check sheet for every county, what came back, and how each dispute is closed."""

from __future__ import annotations

from ui.reviews.reviews_county import county_panel
from ui.reviews.reviews_issue import issue_panel
from ui.reviews.reviews_view import head, progress, table


def page() -> None:
    """The page."""
    found = progress()
    head(found)
    issue_panel(again=any(p.issued for p in found))
    county = table(found)
    if county is not None:
        county_panel(county)


page()
