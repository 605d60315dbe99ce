"""Road networks of any size that look like a prefecture's: for speed, not for looks."""

from __future__ import annotations

import numpy as np

from geo.metric import MetricPlane
from geo.roads.network import (
    DRIVE_BACKWARD,
    DRIVE_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    RoadNetwork,
)

SPACING_M = 250.0
CLASSES = ("trunk", "primary", "tertiary", "unclassified", "residential")
BOTH_WAYS = DRIVE_FORWARD | DRIVE_BACKWARD | WALK_FORWARD | WALK_BACKWARD
ONE_WAY = DRIVE_FORWARD | WALK_FORWARD | WALK_BACKWARD
# Within the bounds of Guangxi.
CENTRE = (109.5, 23.5)


def road_like(nodes: int, seed: int = 1) -> RoadNetwork:
    """A network of about so many nodes: a bent grid, six of ten small roads in it.

    Every 40th row and column is a trunk road, every 10th a primary one, all of them whole; a
    twentieth of the small roads is one-way; each link bends twice.
    """
    rng = np.random.default_rng(seed)
    side = max(2, round(nodes**0.5))
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    column, row = column.ravel(), row.ravel()
    middle = (side - 1) / 2
    east = (column - middle) * SPACING_M + rng.normal(0, SPACING_M / 8, side * side)
    north = (row - middle) * SPACING_M + rng.normal(0, SPACING_M / 8, side * side)

    here = np.arange(side * side).reshape(side, side)
    along_rows = (here[:, :-1].ravel(), here[:, 1:].ravel(), row.reshape(side, side)[:, :-1])
    along_columns = (here[:-1].ravel(), here[1:].ravel(), column.reshape(side, side)[:-1])
    start = np.concatenate([along_rows[0], along_columns[0]])
    end = np.concatenate([along_rows[1], along_columns[1]])
    line = np.concatenate([along_rows[2].ravel(), along_columns[2].ravel()])
    main = line % 10 == 0
    kept = main | (rng.random(len(start)) < 0.6)
    start, end, line, main = start[kept], end[kept], line[kept], main[kept]
    small = rng.integers(2, len(CLASSES), len(start))
    of_class = np.where(line % 40 == 0, 0, np.where(main, 1, small))
    one_way = ~main & (rng.random(len(start)) < 0.05)

    share = np.array([0, 1 / 3, 2 / 3, 1])
    bent = np.where((share > 0) & (share < 1), SPACING_M / 20, 0.0)
    course = [
        from_[start, None] + share * (from_[end] - from_[start])[:, None]
        + rng.normal(0, 1, (len(start), 4)) * bent
        for from_ in (east, north)
    ]  # fmt: skip
    length = np.hypot(np.diff(course[0]), np.diff(course[1])).sum(axis=1)
    plane = MetricPlane(*CENTRE)
    lon, lat = plane.to_degrees(east, north)
    shape_lon, shape_lat = plane.to_degrees(course[0].ravel(), course[1].ravel())
    links = len(start)
    return RoadNetwork(
        node_lon=lon,
        node_lat=lat,
        link_from=start.astype(np.int32),
        link_to=end.astype(np.int32),
        link_length_m=length,
        link_class=of_class.astype(np.uint8),
        link_modes=np.where(one_way, ONE_WAY, BOTH_WAYS).astype(np.uint8),
        link_max_kmh=np.full(links, np.nan, np.float32),
        link_duration_min=np.full(links, np.nan, np.float32),
        link_way=np.arange(links),
        shape_start=np.arange(0, 4 * links + 1, 4),
        shape_lon=shape_lon,
        shape_lat=shape_lat,
        classes=CLASSES,
        source="drawn for a benchmark",
        vintage="",
    )
