"""Where labels stand so that none covers another, a mark, or runs off the map.

A label stands in its own area where it fits there, else outside all areas, tied to its area by a
line. Everything in millimetres on the page; the same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    rivals = {
        label.key: unary_union([b.area for b in outside if b.key != label.key]) for label in outside
    }
    for _ in range(_PASSES):
        before = dict(placed)
        for label in sorted(outside, key=lambda b: (b.anchor[1], b.key)):
            others = {k: p for k, p in placed.items() if k != label.key}
            placed[label.key] = _outside(label, frame, taken, others, whole, rivals[label.key])
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
    boxes = shapely.box(
        corners[:, 0], corners[:, 1], corners[:, 0] + label.width, corners[:, 1] + label.height
    )
    shapely.prepare(label.area)
    order = np.lexsort((corners[:, 0], corners[:, 1], np.round(away, 6)))
    second = None
    for block in range(0, len(order), _BLOCK):
        some = order[block : block + _BLOCK]
        inside = shapely.intersection(boxes[some], label.area)
        share = shapely.area(inside) / (label.width * label.height)
        good = np.flatnonzero(share >= _INSIDE_SHARES[0])
        if len(good):
            return Placed(_rect(corners[some[good[0]]], label))
        fair = np.flatnonzero(share >= _INSIDE_SHARES[1])
        if second is None and len(fair):
            second = Placed(_rect(corners[some[fair[0]]], label))
    return second


def _outside(
    label: Label,
    frame: Rect,
    taken: Sequence[Rect],
    placed: Mapping[str, Placed],
    whole: Polygon | MultiPolygon,
    rivals: Polygon | MultiPolygon,
) -> Placed:
    rects = [p.rect for p in placed.values()]
    leaders = [LineString(p.leader) for p in placed.values() if p.leader is not None]
    corners = _grid(frame.grown(-_GAP_MM), label.width, label.height)
    clear = _free(corners, label, [*taken, *rects], frame)
    boxes = shapely.box(
        clear[:, 0] - _GAP_MM,
        clear[:, 1] - _GAP_MM,
        clear[:, 0] + label.width + _GAP_MM,
        clear[:, 1] + label.height + _GAP_MM,
    )
    shapely.prepare(whole)
    beside = clear[~shapely.intersects(whole, boxes)] if len(clear) else clear
    for candidates in (beside, clear, _free(corners, label, rects, frame)):
        best = _shortest(label, candidates, rects, leaders, taken, rivals)
        if best is not None:
            return best
    raise NoRoomError(f"no room for the label of {label.key}")


def _shortest(
    label: Label,
    corners: Floats,
    rects: Sequence[Rect],
    leaders: Sequence[LineString],
    taken: Sequence[Rect],
    rivals: Polygon | MultiPolygon,
) -> Placed | None:
    """The place with the shortest leader that crosses no other label or leader, if there is one."""
    if not len(corners):
        return None
    ax, ay = label.anchor
    dx = np.maximum(np.maximum(corners[:, 0] - ax, ax - corners[:, 0] - label.width), 0)
    dy = np.maximum(np.maximum(corners[:, 1] - ay, ay - corners[:, 1] - label.height), 0)
    order = np.lexsort((corners[:, 0], corners[:, 1], np.round(np.hypot(dx, dy), 6)))[:_TRIES]
    # All at once what is quick; the length over other areas only of places that may still win.
    found = [_rect(corners[i], label) for i in order]
    ways = [_leader(rect, label.anchor) for rect in found]
    lines = shapely.linestrings(np.array(ways))
    lengths = shapely.length(lines)
    boxes = _boxes(found, _GAP_MM)
    met = np.zeros(len(lines))
    for rect in rects:
        met += shapely.intersects(lines, rect.polygon)
    for other in leaders:
        met += shapely.distance(lines, other) < 0.6
        met += shapely.intersects(boxes, other)
    covered = np.zeros(len(lines))
    for rect in taken:
        covered += shapely.intersects(lines, rect.polygon)
    shapely.prepare(rivals)
    over = shapely.intersects(rivals, lines)
    costs = lengths + 1000 * met + 4 * covered
    best, least = None, np.inf
    for i, cost in enumerate(costs):
        if least <= lengths[i]:
            break
        if cost >= least:
            continue
        # Over another area named from outside a reader takes the line for that one's.
        cost_over = 1.5 * lines[i].intersection(rivals).length if over[i] else 0.0
        if cost + cost_over < least:
            best, least = Placed(found[i], ways[i]), cost + cost_over
    return best


def _boxes(rects: Sequence[Rect], grown: float) -> npt.NDArray[np.object_]:
    """The rectangles as polygons, each with so much more on every side."""
    x0, y0, x1, y1 = np.array([(r.x0, r.y0, r.x1, r.y1) for r in rects]).T
    return np.asarray(shapely.box(x0 - grown, y0 - grown, x1 + grown, y1 + grown))


def _leader(rect: Rect, anchor: Spot) -> tuple[Spot, Spot]:
    """From the nearest place on the plate's left or right edge, or its top or bottom middle."""
    middle_x, middle_y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
    starts = [(rect.x0, middle_y), (rect.x1, middle_y), (middle_x, rect.y0), (middle_x, rect.y1)]
    start = min(starts, key=lambda s: ((s[0] - anchor[0]) ** 2 + (s[1] - anchor[1]) ** 2, s))
    return start, anchor


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


def apart(spots: Sequence[Spot], size_mm: float, most_mm: float) -> tuple[Spot, ...]:
    """The places of marks moved so that they overlap as little as ``most_mm`` allows each to move.

    Pairs nearer than ``size_mm`` push each other away, in turns; those on one spot go around it by
    their order.
    """
    home = np.asarray(spots, dtype=np.float64).reshape(-1, 2)
    if len(home) < 2:
        return tuple((float(x), float(y)) for x, y in home)
    angles = np.arange(len(home)) * 2.399963  # the golden angle: neighbours in order lie apart
    at = home + 0.01 * np.column_stack((np.cos(angles), np.sin(angles)))
    for _ in range(80):
        between = at[:, None, :] - at[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(far, np.inf)
        short = np.maximum(size_mm - far, 0.0)
        if not short.any():
            break
        push = (between / np.maximum(far, 1e-9)[..., None] * short[..., None] / 2).sum(axis=1)
        at = at + push
        moved = at - home
        length = np.hypot(moved[:, 0], moved[:, 1])
        too_far = length > most_mm
        at[too_far] = home[too_far] + moved[too_far] / length[too_far, None] * most_mm
    still = np.hypot(*(at - home).T) < 0.05
    at[still] = home[still]
    return tuple((float(x), float(y)) for x, y in at)
