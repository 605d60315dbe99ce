"""What no form was made for, for the generators: headers, attributes, geometries, shapes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hypothesis import strategies as st

PUNCTUATION = ["*", "—", "※", "()", "（）", "…", "/", "【】", "、、"]
HALVES = ["\ud800", "演示\udfff", "\x00", "\x1f"]
"""Half characters and control characters, which JSON can write."""
HEADERS = st.one_of(
    st.sampled_from([*PUNCTUATION, "名称", "备注", "联系人", "经度", "lon", "序号", " ", "负责人"]),
    st.text(max_size=6),
)
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([*HALVES, *PUNCTUATION, "演示康复中心", "容县", "康复", 10**400]),
    st.text(st.characters(), max_size=8),
)
_JSON = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
_NAMES = st.one_of(HEADERS, st.sampled_from(["名称", "所在县", "主类型", *HALVES]))
_PAIRS = st.dictionaries(_NAMES, _JSON, max_size=5).map(
    lambda d: {"名称": "演示康复中心", "所在县": "容县", "主类型": "康复", **d}
)
PROPERTIES = st.one_of(_PAIRS, _PAIRS, _PAIRS, _JSON)
_NUMBERS = st.one_of(
    st.sampled_from([110.55, 22.85, 0, 1e300, 10**400, "110", None, [], True]), st.floats()
)
_COORDINATES = st.recursive(_NUMBERS, lambda inner: st.lists(inner, max_size=4), max_leaves=12)
_KINDS = st.sampled_from(
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
     "GeometryCollection", "Circle", "point", "", None, 3, ["Point"]]
)  # fmt: skip
_PLACES = st.fixed_dictionaries({"type": _KINDS}, optional={"coordinates": _COORDINATES})
GEOMETRIES = st.one_of(
    st.just({"type": "Point", "coordinates": [110.55, 22.85]}),
    _PLACES,
    st.builds(
        lambda parts: {"type": "GeometryCollection", "geometries": parts},
        st.lists(_PLACES, max_size=3),
    ),
    _JSON,
)
_LINE = st.lists(
    st.sampled_from(["110.55,22.85", "110.5,22.8,0", "110.6,22.9", "东,北", "1e999,1", "nan,nan",
                     ",", "110"]),
    max_size=5,
).map(" ".join)  # fmt: skip
_SIMPLE = st.builds(
    lambda tag, line: f"<{tag}><coordinates>{line}</coordinates></{tag}>",
    st.sampled_from(["Point", "LineString", "LinearRing", "Polygon", "Track", "Circle"]),
    _LINE,
)
KML_SHAPES = st.one_of(
    _SIMPLE,
    st.builds(
        lambda parts, deep: "<MultiGeometry>" * deep + "".join(parts) + "</MultiGeometry>" * deep,
        st.lists(_SIMPLE, max_size=3),
        st.sampled_from([1, 2, 1500]),
    ),
)


def geojson_text(properties: Sequence[object], geometries: Sequence[object] = ()) -> bytes:
    """A feature collection whose attributes and geometries may be anything."""
    shapes = [*geometries, *[None] * (len(properties) - len(geometries))]
    features = [
        {"type": "Feature", "properties": p, "geometry": g}
        for p, g in zip(properties, shapes, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
