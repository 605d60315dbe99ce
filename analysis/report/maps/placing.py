"""Where labels stand so that none covers another, a mark, or runs off the map.

A label stands in its own area where it fits there, else outside all areas, tied to its area by a
line. Everything in millimetres on the page; the same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import unary_union

Floats = npt.NDArray[np.float64]
Spot = tuple[float, float]
_STEP_MM = 1.5
_GAP_MM = 0.8
_INSIDE_SHARES = (0.985, 0.86)
"""How much of a plate must lie in its area to be read as being there; less only where need be."""
_TRIES = 300
_PASSES = 4
"""Each label outside is placed again, given the others, so often at most."""
_BLOCK = 40


class NoRoomError(ValueError):
    """The page is too small for its labels."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its corners, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def grown(self, by: float) -> Rect:
        """The rectangle with so much more on every side."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, other: Rect) -> bool:
        """Whether the other lies in it, edges included."""
        return (
            self.x0 <= other.x0
            and self.y0 <= other.y0
            and other.x1 <= self.x1
            and other.y1 <= self.y1
        )

    @property
    def polygon(self) -> Polygon:
        """The rectangle as a polygon."""
        return shapely.box(self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True, slots=True)
class Label:
    """A plate to be placed: its size, its area, and the point of the area that it names.

    ``short``: the size of a shorter plate, for an area that has no room for the whole one.
    """

    key: str
    width: float
    height: float
    area: Polygon | MultiPolygon
    anchor: Spot
    short: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a plate stands; ``leader`` from the edge of the plate to the area, None inside it."""

    rect: Rect
    leader: tuple[Spot, Spot] | None = None
    short: bool = False


def place(labels: Sequence[Label], frame: Rect, taken: Sequence[Rect]) -> dict[str, Placed]:
    """A place for every label, by key.

    ``taken``: what may not be covered (marks, scale bar, notice). No two plates meet, all lie in
    the frame, none meets ``taken``. NoRoomError where that can't be.
    """
    placed: dict[str, Placed] = {}
    outside = []
    whole = unary_union([label.area for label in labels]) if labels else Polygon()
    for label in sorted(labels, key=lambda b: (b.area.area, b.key)):
        full = [*taken, *(p.rect for p in placed.values())]
        found = _inside(label, frame, full)
        if found is None and label.short is not None:
            width, height = label.short
            found = _inside(replace(label, width=width, height=height), frame, full)
            found = None if found is None else replace(found, short=True)
        if found is None:
            outside.append(label)
        else:
            placed[label.key] = found
    shapely.prepare(whole)
    searches = [
        _Search(label, frame, taken, whole, [b.area for b in outside if b is not label])
        for label in sorted(outside, key=lambda b: (b.anchor[1], b.key))
    ]
    for _ in range(_PASSES):
        before = dict(placed)
        for search in searches:
            others = [p for k, p in placed.items() if k != search.label.key]
            placed[search.label.key] = search.best(others)
        if placed == before:
            break
    return placed


def _inside(label: Label, frame: Rect, taken: Sequence[Rect]) -> Placed | None:
    x0, y0, x1, y1 = label.area.bounds
    room = Rect(max(x0, frame.x0), max(y0, frame.y0), min(x1, frame.x1), min(y1, frame.y1))
    corners = _grid(room, label.width, label.height)
    corners = _with_ideal(corners, label)
    corners = _free(corners, label, taken, frame)
    if not len(corners):
        return None
    middle = corners + np.array([label.width / 2, label.height / 2])
    away = np.hypot(middle[:, 0] - label.anchor[0], middle[:, 1] - label.anchor[1])
    boxes = _boxes(corners, label, 0.0)
    # A plate wholly in a prepared area is told quickly; only others are cut with it.
    shapely.prepare(label.area)
    order = np.lexsort((corners[:, 0], corners[:, 1], np.round(away, 6)))
    second = None
    for block in range(0, len(order), _BLOCK):
        some = order[block : block + _BLOCK]
        share = _shares(boxes[some], label)
        good = np.flatnonzero(share >= _INSIDE_SHARES[0])
        if len(good):
            return Placed(_rect(corners[some[good[0]]], label))
        fair = np.flatnonzero(share >= _INSIDE_SHARES[1])
        if second is None and len(fair):
            second = Placed(_rect(corners[some[fair[0]]], label))
    return second


def _shares(boxes: npt.NDArray[np.object_], label: Label) -> Floats:
    """How much of each plate lies in the label's area."""
    share: Floats = shapely.covers(label.area, boxes).astype(float)
    cut = np.flatnonzero((share == 0) & shapely.intersects(label.area, boxes))
    inside = shapely.intersection(boxes[cut], label.area)
    share[cut] = shapely.area(inside) / (label.width * label.height)
    return share


class _Search:
    """The places outside for one label: what of them other labels don't change is found once."""

    def __init__(
        self,
        label: Label,
        frame: Rect,
        taken: Sequence[Rect],
        whole: Polygon | MultiPolygon,
        rivals: Sequence[Polygon | MultiPolygon],
    ) -> None:
        self.label, self._frame, self._taken = label, frame, taken
        self._rivals = unary_union(rivals)
        shapely.prepare(self._rivals)
        self._all = _grid(frame.grown(-_GAP_MM), label.width, label.height)
        self._clear = _free(self._all, label, taken, frame)
        boxes = _boxes(self._clear, label, _GAP_MM)
        self._beside = self._clear[~shapely.intersects(whole, boxes)]

    def best(self, placed: Sequence[Placed]) -> Placed:
        """The best place, given where the others stand."""
        rects = [p.rect for p in placed]
        leaders = [LineString(p.leader) for p in placed if p.leader is not None]
        for corners in (self._beside, self._clear, self._all):
            free = _free(corners, self.label, rects, self._frame)
            best = self._shortest(free, rects, leaders)
            if best is not None:
                return best
        raise NoRoomError(f"no room for the label of {self.label.key}")

    def _shortest(
        self, corners: Floats, rects: Sequence[Rect], leaders: Sequence[LineString]
    ) -> Placed | None:
        """The place with the shortest leader that crosses no other label or leader, if any."""
        if not len(corners):
            return None
        label = self.label
        ax, ay = label.anchor
        dx = np.maximum(np.maximum(corners[:, 0] - ax, ax - corners[:, 0] - label.width), 0)
        dy = np.maximum(np.maximum(corners[:, 1] - ay, ay - corners[:, 1] - label.height), 0)
        away = np.round(np.hypot(dx, dy), 6)
        near = corners[np.lexsort((corners[:, 0], corners[:, 1], away))[:_TRIES]]
        # All at once what is quick; the length over other areas only of places that may still win.
        ways = _leaders(near, label)
        lines = shapely.linestrings(ways)
        lengths = shapely.length(lines)
        boxes = _boxes(near, label, _GAP_MM)
        met = np.zeros(len(lines))
        for rect in rects:
            met += shapely.intersects(lines, rect.polygon)
        for other in leaders:
            met += shapely.distance(lines, other) < 0.6
            met += shapely.intersects(boxes, other)
        covered = np.zeros(len(lines))
        for rect in self._taken:
            covered += shapely.intersects(lines, rect.polygon)
        over = shapely.intersects(self._rivals, lines)
        costs = lengths + 1000 * met + 4 * covered
        best, least = 0, np.inf
        for i in np.argsort(costs, kind="stable"):
            if costs[i] >= least:
                break
            # Over another area named from outside a reader takes the line for that one's.
            more = 1.5 * lines[i].intersection(self._rivals).length if over[i] else 0.0
            if costs[i] + more < least:
                best, least = int(i), costs[i] + more
        start = float(ways[best, 0, 0]), float(ways[best, 0, 1])
        return Placed(_rect(near[best], label), (start, label.anchor))


def _boxes(corners: Floats, label: Label, grown: float) -> npt.NDArray[np.object_]:
    """The plates at these corners as polygons, each with so much more on every side."""
    x, y = corners[:, 0], corners[:, 1]
    right, low = x + label.width + grown, y + label.height + grown
    return np.asarray(shapely.box(x - grown, y - grown, right, low))


def _leaders(corners: Floats, label: Label) -> Floats:
    """From the nearest place on each plate's left or right edge, or its top or bottom middle.

    Shape (n, 2, 2): plates, start and end, x and y.
    """
    x, y, wide, high = corners[:, 0], corners[:, 1], label.width, label.height
    # In this order the first of several as near has the smallest x, then the smallest y.
    starts = np.array(
        [
            (x, y + high / 2),
            (x + wide / 2, y),
            (x + wide / 2, y + high),
            (x + wide, y + high / 2),
        ]
    )
    ends = np.broadcast_to(label.anchor, (len(corners), 2))
    nearest = ((starts - np.asarray(label.anchor)[:, None]) ** 2).sum(axis=1).argmin(axis=0)
    return np.stack((starts[nearest, :, np.arange(len(corners))], ends), axis=1)


def _grid(room: Rect, width: float, height: float) -> Floats:
    """Upper left corners of plates of that size that lie in the room."""
    xs = np.arange(room.x0, room.x1 - width + 1e-9, _STEP_MM)
    ys = np.arange(room.y0, room.y1 - height + 1e-9, _STEP_MM)
    if not (len(xs) and len(ys)):
        return np.empty((0, 2))
    return np.array(np.meshgrid(xs, ys)).reshape(2, -1).T


def _with_ideal(corners: Floats, label: Label) -> Floats:
    """The places with the one right over the anchor."""
    ideal = [(label.anchor[0] - label.width / 2, label.anchor[1] - label.height / 2)]
    return np.concatenate((ideal, corners)) if len(corners) else np.array(ideal)


def _free(corners: Floats, label: Label, taken: Sequence[Rect], frame: Rect) -> Floats:
    """The places where the plate lies in the frame and meets nothing taken."""
    x0, y0 = corners[:, 0], corners[:, 1]
    x1, y1 = x0 + label.width, y0 + label.height
    good = (x0 >= frame.x0) & (y0 >= frame.y0) & (x1 <= frame.x1) & (y1 <= frame.y1)
    for r in taken:
        meets = (x0 - _GAP_MM < r.x1) & (r.x0 < x1 + _GAP_MM)
        meets &= (y0 - _GAP_MM < r.y1) & (r.y0 < y1 + _GAP_MM)
        good &= ~meets
    return corners[good]


def _rect(corner: Floats, label: Label) -> Rect:
    x, y = float(corner[0]), float(corner[1])
    return Rect(x, y, x + label.width, y + label.height)
