"""The placemarks of a KML document (OGC 07-147r2) as a layer.

Read with the standard library's parser and without document types, so that no entity can unfold and
nothing outside the file is fetched; network links are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import shapely

from geo.reading import refusals
from geo.reading.feature_layers import Layer
from geo.reading.refusals import RefusedError

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track")
_TEXTS = ("name", "address", "description", "phoneNumber", "snippet")
_TAG = re.compile(r"<[^>]{0,500}>")
FOLDER = "文件夹"
"""The header of the column with the names of the folders a placemark lies in."""


def kml_layer(content: bytes, max_rows: int) -> Layer:
    """The placemarks of a document, one row each. RefusedError if it is no KML."""
    if _DOCTYPE.search(content) or b"\x00" in content[:4]:
        raise RefusedError(refusals.not_geographic("KML"))
    found: list[tuple[dict[str, str], shapely.Geometry | None]] = []
    unread: list[int] = []
    try:
        for number, (values, placemark) in enumerate(_placemarks(content), start=1):
            try:
                found.append((values, _geometry(placemark)))
            except (ValueError, shapely.GEOSException):
                found.append((values, None))
                unread.append(number)
            if len(found) > max_rows:
                raise RefusedError(refusals.too_many_rows(max_rows, ""))
    except (ET.ParseError, ValueError, LookupError) as error:
        raise RefusedError(refusals.not_geographic("KML")) from error
    headers = tuple(dict.fromkeys(name for values, _ in found for name in values))
    return Layer(
        "",
        headers,
        [tuple(values.get(name, "") for name in headers) for values, _ in found],
        [geometry for _, geometry in found],
        "EPSG:4326",
        by_format=True,
        unread=tuple(unread),
    )


def _placemarks(content: bytes) -> Iterator[tuple[dict[str, str], ET.Element]]:
    path: list[ET.Element] = []
    root = ""
    for event, element in ET.iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314
        tag = _local(element)
        if event == "start":
            root = root or tag
            if root not in {"kml", "Document", "Folder", "Placemark"}:
                raise ValueError(root)
            path.append(element)
            continue
        path.pop()
        if tag == "Placemark":
            yield _values(element, _folders(path)), element
            element.clear()
        elif tag in {"Style", "StyleMap", "NetworkLink", "GroundOverlay"}:
            element.clear()


def _folders(path: list[ET.Element]) -> str:
    names = [_child_text(e, "name") for e in path if _local(e) == "Folder"]
    return " / ".join(name for name in names if name)


def _values(placemark: ET.Element, folders: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in _TEXTS:
        if text := _child_text(placemark, tag):
            values[tag] = _TAG.sub(" ", text).strip()
    for element in placemark.iter():
        tag, name = _local(element), element.get("name", "")
        if tag == "SimpleData" and name:
            values[name] = (element.text or "").strip()
        elif tag == "Data" and name:
            values[name] = _child_text(element, "value")
    if folders:
        values.setdefault(FOLDER, folders)
    return values


def _geometry(placemark: ET.Element) -> shapely.Geometry | None:
    shapes = [g for child in placemark if _local(child) in _SHAPES for g in _shapes(child)]
    if not shapes:
        return None
    return shapes[0] if len(shapes) == 1 else shapely.GeometryCollection(shapes)


def _shapes(element: ET.Element) -> Iterator[shapely.Geometry]:
    # Not by recursion: a file may nest its groups deeper than calls go.
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if _local(one) == "MultiGeometry":
            waiting.extend(child for child in reversed(one) if _local(child) in _SHAPES)
        else:
            yield from _single(one)


def _single(element: ET.Element) -> Iterator[shapely.Geometry]:
    tag = _local(element)
    if tag == "Polygon":
        outer = next((e for e in element.iter() if _local(e) == "outerBoundaryIs"), element)
        line = _coordinates(outer)
    else:
        line = _coordinates(element)
    if tag == "Point" and line:
        yield shapely.Point(line[0])
    elif tag in {"Polygon", "LinearRing"} and len(line) >= 4:
        yield shapely.Polygon(line)
    elif len(line) >= 2:
        yield shapely.LineString(line)


def _coordinates(element: ET.Element) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for holder in element.iter():
        if _local(holder) == "coordinates":
            # Some programs write a space after the comma.
            text = re.sub(r"\s*,\s*", ",", holder.text or "")
            parts = [part.split(",") for part in text.split()]
            points.extend((float(p[0]), float(p[1])) for p in parts if len(p) >= 2)
        elif _local(holder) == "coord" and holder.text:
            x, y, *_ = holder.text.split()
            points.append((float(x), float(y)))
    return points


def _child_text(element: ET.Element, tag: str) -> str:
    return next(((e.text or "").strip() for e in element if _local(e) == tag), "")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
