"""The map a planner hands out: one HTML file that opens from disk and asks for nothing outside.

folium draws the polygons and the facilities; Leaflet's own files are put in the page from the
package that ships them. Whatever comes from a record reaches the page through ``escape`` only, and
reaches the scripts not at all: they read it out of the page's elements.
"""

from __future__ import annotations

import base64
import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any

import folium
import geopandas as gpd
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.template import Template

from analysis.report.escape import escape, escape_text
from analysis.report.map_marks import PATTERNS, mark_svg, watermark
from analysis.report.map_sections import (
    body_sections,
    county_items,
    facility_items,
    head_sections,
    legend,
    requirement_choice,
    views_of,
)
from analysis.report.report import DEMONSTRATION_MARK, Report
from geo.layers import Layer
from geo.records import Facility
from geo.text import Language, Text
from geo.vocabulary import OPERATING

_STROKE = {"color": "#55616D", "weight": 1.25, "fillOpacity": 1.0, "fillColor": "#FFFFFF"}
_SIMPLIFY_DEGREES = 0.0008
"""About 80 m, below the polygons' own generalisation (100-180 m)."""
_WIDTH_DEGREES_MARGIN = 0.05


class _BareMap(folium.Map):
    """A folium map that asks for no script and no style sheet from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's own attribute)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class _Mark(MacroElement):
    """A marker made with its own icon: folium's would first ask for Leaflet's picture."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.marker({{ this.location|tojson }}, {
                icon: L.divIcon({
                    className: "mark", iconSize: [24, 24], html: {{ this.html|tojson }}
                })
            }).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, location: list[float], html: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Mark"
        self.location = location
        self.html = html


def html_map(report: Report, boundaries: Layer, language: Language = "zh") -> str:
    """The page as text, the same for the same report.

    ``boundaries`` has the county polygons by code; facilities with a point are drawn, the others
    stand in a table. Raises KeyError when a county has no polygon.
    """
    drawn = drawn_facilities(report)
    figure, name = _figure(report, boundaries, drawn)
    return _page(report, figure, name, drawn, language)


def drawn_facilities(report: Report) -> tuple[Facility, ...]:
    """The facilities that have a point."""
    return tuple(f for f in report.facilities if f.point is not None)


def _figure(report: Report, boundaries: Layer, drawn: tuple[Facility, ...]) -> tuple[Figure, str]:
    codes = [county.code for county in report.counties]
    frame = boundaries.frame.loc[codes]
    west, south, east, north = frame.total_bounds
    made = _BareMap(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        zoom_start=8,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.25,
        minZoom=6,
        maxZoom=15,
    )
    folium.GeoJson(
        _features(frame), style_function=lambda _: _STROKE, control=False, smooth_factor=0.5
    ).add_to(made)
    for facility in drawn:
        point = facility.point
        if point is None:
            continue
        mark = mark_svg(facility.facility_type, operating=facility.status in OPERATING)
        html = f'<span class="facility" data-id="{escape(facility.facility_id)}">{mark}</span>'
        _Mark([point.lat, point.lon], html).add_to(made)
    made.fit_bounds(
        [
            [south - _WIDTH_DEGREES_MARGIN, west - _WIDTH_DEGREES_MARGIN],
            [north + _WIDTH_DEGREES_MARGIN, east + _WIDTH_DEGREES_MARGIN],
        ]
    )
    figure = made.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a folium map stands in a figure")
    _name_by_order(figure)
    figure.render()
    _refuse_outside_links(figure)
    return figure, made.get_name()


def _features(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """The polygons as GeoJSON: an id each, no property; shared borders stay shared."""
    simple = frame.geometry.simplify_coverage(_SIMPLIFY_DEGREES).set_precision(0.00001)
    shapes = json.loads(simple.to_json())["features"]
    for feature in shapes:
        feature["properties"] = {}
        feature.pop("bbox", None)
    return {"type": "FeatureCollection", "features": shapes}


def _name_by_order(figure: Figure) -> None:
    """folium names its elements at random; here by their order, so that bytes repeat."""
    waiting: list[Element] = [figure]
    number = 0
    while waiting:
        element = waiting.pop(0)
        element._id = f"{number:04d}"
        number += 1
        waiting.extend(element._children.values())


def _refuse_outside_links(figure: Figure) -> None:
    """A plugin of folium's would bring links to elsewhere: the file must not leave with one."""
    linked = [
        child.url
        for child in figure.header._children.values()
        if isinstance(child, JavascriptLink | CssLink)
    ]
    if linked:
        raise RuntimeError(f"the map must open offline but links to {', '.join(linked)}")


def _page(
    report: Report, figure: Figure, name: str, drawn: tuple[Facility, ...], language: Language
) -> str:
    views = views_of(report)
    demo = ""
    if report.demonstration:
        demo = watermark(escape_text(DEMONSTRATION_MARK, language))
    titles = {
        "zoom-in": Text("放大", "Zoom in"),
        "zoom-out": Text("缩小", "Zoom out"),
        "close": Text("关闭", "Close"),
    }
    data = " ".join(f'data-{k}="{escape_text(v, language)}"' for k, v in titles.items())
    lang = "zh-CN" if language == "zh" else "en"
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape_text(report.title, language)}</title>",
            f"<style>{_leaflet_css()}\n{_own('map_page.css')}</style>",
            f"<script>{_leaflet('leaflet.js')}</script>\n</head>",
            f'<body id="page" {data}>',
            head_sections(report, language),
            "<main>",
            requirement_choice(views, language),
            PATTERNS,
            f'<div class="map-frame">{figure.html.render()}{demo}'
            f'<div class="notice">{escape_text(report.map_notice, language)}</div></div>',
            legend(views, drawn, language),
            county_items(report, views, language),
            facility_items(drawn, language),
            body_sections(report, drawn, language),
            "</main>",
            f"<script>{figure.script.render()}\nvar map = {name};\n{_own('map_page.js')}</script>",
            "</body>\n</html>\n",
        )
    )


@lru_cache(maxsize=4)
def _leaflet(file: str) -> str:
    folder = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    text = (folder / file).read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", text)


@lru_cache(maxsize=1)
def _leaflet_css() -> str:
    """Leaflet's style sheet with its pictures put in, so that no file is asked for."""
    folder = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"

    def inline(match: re.Match[str]) -> str:
        picture = (folder / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(picture).decode()})"

    return re.sub(r"url\((images/[\w.-]+\.png)\)", inline, _leaflet("leaflet.css"))


@lru_cache(maxsize=4)
def _own(file: str) -> str:
    return (resources.files("analysis.report") / file).read_text(encoding="utf-8")
