"""How far the declared counties tell in which datum a file's points are; never applied by itself.

A point whose county is the same in every datum tells nothing. The few that change county between
the datums are weighed by a model of the borders' error (``docs/methods/coordinates.md``):

    P(declared county | datum) = (1 − ε) · Φ(s / σ) + ε / n

with s the distance in metres from the point, read in the datum, to the border of the declared
county (inside positive), σ = ``BORDER_ERROR_M``, ε = ``WRONG_ROW_SHARE``, n the number of counties.
WGS-84 and CGCS2000 are one datum here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from pyproj import Transformer

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS, CountyAt, counties_at, load_boundaries
from geo.datum import to_wgs84
from geo.layers import Layer
from geo.reading.result import DeclaredPoint
from geo.text import Text
from geo.vocabulary import Datum

CANDIDATES = (Datum.WGS84, Datum.GCJ02, Datum.BD09)
"""The datums told apart; CGCS2000 is WGS-84 here."""
BORDER_ERROR_M = 180.0
"""σ: the built-in borders are generalised by 100-180 m; the larger end as a standard deviation."""
WRONG_ROW_SHARE = 0.05
"""ε: rows whose county or point is wrong for another reason. Ours, for want of a figure."""
DECIDING_RATIO = 1000.0
"""Below this likelihood ratio of the best to the second: cannot tell. One row can't reach it: at
most it weighs (1 − ε + ε/n) / (ε/n) = 324 with 17 counties."""
FITTING_SHARE = 0.8
"""Of the points that discriminate, at least this share has to lie in the declared county, or within
the border's error of it, in the best datum; else something other than the datum is wrong. Expected
is 1 − ε = 0.95; the rest is room for chance in few points."""


@dataclass(frozen=True, slots=True)
class DatumEvidence:
    """What the points of a file say of their datum.

    ``points`` with a declared county, each place once; ``discriminating`` of them change county
    between the datums; ``log_likelihoods`` (natural) of ``CANDIDATES`` in their order, over the
    discriminating points; ``fitting`` of these lie where declared in the best datum; ``says`` the
    datum, or None: cannot tell.
    """

    points: int
    discriminating: int
    log_likelihoods: tuple[tuple[Datum, float], ...]
    fitting: int
    says: Datum | None

    @property
    def best(self) -> Datum:
        """The likeliest datum; of equal ones the first."""
        return max(self.log_likelihoods, key=lambda pair: pair[1])[0]

    @property
    def likelihood_ratio(self) -> float:
        """The likelihood of the best datum by that of the second; 1 when nothing discriminates."""
        best, second = sorted((value for _, value in self.log_likelihoods), reverse=True)[:2]
        return math.exp(min(best - second, 700.0))

    @property
    def text(self) -> Text:
        """The evidence in words, for the user to decide on."""
        head = Text(
            f"{self.points} 个没有坐标系的点里，"
            f"有 {self.discriminating} 个在不同坐标系下落在不同的县",
            f"Of {self.points} points without a datum, {self.discriminating} change county between "
            f"the datums",
        )
        if not self.discriminating:
            return Text(
                f"{head.zh}，所以看不出是哪种坐标系。请向报送单位核实。",
                f"{head.en}, so they cannot tell which it is. Ask the sender.",
            )
        ratio = _shown(self.likelihood_ratio)
        if self.says is None:
            return Text(
                f"{head.zh}；最像{_named(self.best).zh}（似然比{ratio.zh}，在所填县内 "
                f"{self.fitting} 个），但依据不足（要求 {DECIDING_RATIO:,.0f} 倍以上、"
                f"{FITTING_SHARE:.0%} 相符），无法判断。请向报送单位核实。",
                f"{head.en}; {_named(self.best).en} fits best (likelihood ratio {ratio.en}, "
                f"{self.fitting} in their county), but that is too little (at least "
                f"{DECIDING_RATIO:,.0f} and {FITTING_SHARE:.0%} are asked for): cannot tell. "
                "Ask the sender.",
            )
        return Text(
            f"{head.zh}；按{_named(self.says).zh}读取，与所填的县最相符（似然比{ratio.zh}，"
            f"在所填县内 {self.fitting} 个）。这只是推断，是否采用由您决定，并请向报送单位核实。",
            f"{head.en}; read as {_named(self.says).en} they agree best with the declared counties "
            f"(likelihood ratio {ratio.en}, {self.fitting} in their county). This is an inference: "
            "whether to use it is yours to decide; ask the sender.",
        )


def datum_evidence(points: Iterable[DeclaredPoint], layer: Layer | None = None) -> DatumEvidence:
    """What the points with a declared county say of their common datum, in any order of the rows.

    Points without a county, or with one that the layer lacks, are left out; rows that repeat a
    place and county count once, for they are one piece of evidence.
    """
    layer = load_boundaries() if layer is None else layer
    borders = _borders(layer)
    used = sorted(
        {(p.county_code, p.lon, p.lat) for p in points if p.county_code in borders.place_of}
    )
    # found[d][i]: where point i lies when read in candidate d
    read = [[to_wgs84(lon, lat, datum) for _, lon, lat in used] for datum in CANDIDATES]
    found = [counties_at([x for x, _ in at], [y for _, y in at], layer) for at in read]
    tell = [i for i in range(len(used)) if _discriminates([at[i] for at in found])]
    logs, fitting = [], []
    for at in read:
        inside_m = borders.inside_m([used[i][0] for i in tell], [at[i] for i in tell])
        likelihoods = [declared_likelihood(s, len(borders.shapes)) for s in inside_m]
        logs.append(math.fsum(math.log(value) for value in likelihoods))
        fitting.append(sum(s > -BORDER_ERROR_M for s in inside_m))
    best = max(range(len(CANDIDATES)), key=lambda d: logs[d])
    evidence = DatumEvidence(
        points=len(used),
        discriminating=len(tell),
        log_likelihoods=tuple(zip(CANDIDATES, logs, strict=True)),
        fitting=fitting[best],
        says=None,
    )
    fits = evidence.fitting >= FITTING_SHARE * evidence.discriminating
    if fits and evidence.likelihood_ratio >= DECIDING_RATIO:
        return replace(evidence, says=evidence.best)
    return evidence


def declared_likelihood(inside_m: float, counties: int) -> float:
    """P(declared county | datum) = (1 − ε) Φ(s/σ) + ε/n.

    ``inside_m`` is s, the distance to the border of the declared county, negative outside it;
    ``counties`` is n.
    """
    phi = 0.5 * math.erfc(-inside_m / (BORDER_ERROR_M * math.sqrt(2)))
    return (1 - WRONG_ROW_SHARE) * phi + WRONG_ROW_SHARE / counties


def _discriminates(at: list[CountyAt]) -> bool:
    """Whether the county (or none) differs between the datums."""
    return len({place.code for place in at}) > 1


def _named(datum: Datum) -> Text:
    if datum is Datum.WGS84:
        return Text(" WGS-84 或 CGCS2000 ", "WGS-84 or CGCS2000")
    return Text(f" {datum.value} ", datum.value)


def _shown(ratio: float) -> Text:
    if ratio >= 1e6:
        return Text("超过 100 万", "above a million")
    shown = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    return Text(f" {shown}", shown)


@dataclass(frozen=True)
class _Borders:
    """The polygons in metres, for the distance to the border of a given county."""

    place_of: dict[str, int]
    shapes: np.ndarray
    lines: np.ndarray

    def inside_m(self, codes: list[str], points: list[tuple[float, float]]) -> list[float]:
        """For every point the distance to its county's border, negative outside it."""
        if not points:
            return []
        lons, lats = np.array(points).T
        places = shapely.points(*_to_metric().transform(lons, lats))
        which = np.array([self.place_of[code] for code in codes])
        away = shapely.distance(places, self.lines[which])
        inside = shapely.intersects(places, self.shapes[which])
        return [float(m) for m in np.where(inside, away, -away)]


@lru_cache(maxsize=2)
def _borders(layer: Layer) -> _Borders:
    metric = layer.frame.geometry.sort_index().to_crs(METRIC_CRS)
    shapes = metric.to_numpy()
    return _Borders(
        {str(code): place for place, code in enumerate(metric.index)},
        shapes,
        np.asarray(shapely.boundary(shapes)),
    )


@lru_cache(maxsize=1)
def _to_metric() -> Transformer:
    return Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True)
