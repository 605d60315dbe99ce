"""Branch and bound of a p-median, depth first, on the Lagrangian bound."""

from __future__ import annotations

import numpy as np

from analysis.planning.siting.median_bound import Pace, Part, climbed
from analysis.planning.siting.median_search import Search

AT_A_NODE = Pace(steps=60, first=0.035, last=2e-4, swap_every=60)


def searched(root: Part, search: Search) -> None:
    """Search a part to its end: afterwards the search's best plan is the best of the part.

    Branches on the site that about half of the late steps chose, the first of equals; opens it
    first: 2 to 4 times fewer parts than with the site chosen most often. Raises
    what ``search.check`` raises; ``search.lower`` is then what the open parts prove.
    """
    stack = [root]
    while stack:
        search.lower = min(part.bound for part in stack)
        part = stack.pop()
        if part.bound > search.target:
            continue
        search.nodes += 1
        climbed_part = climbed(part, search, AT_A_NODE)
        if climbed_part is None:
            continue
        place = int(np.argmin(np.abs(climbed_part.liked - 0.5)))
        stack.append(climbed_part.without_site(place))
        stack.append(climbed_part.with_site(place))
    search.lower = float("inf")
