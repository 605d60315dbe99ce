"""A layer's style for other programs: Styled Layer Descriptor 1.1 with Symbology Encoding 1.1.

Source: OGC 05-078r4 and 05-077r4. Patterns are marks of the ``shape://`` family, which GeoServer
and QGIS both know.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analysis.report.drawn.tokens import INK, MUTE, WHITE, Fill, Pattern
from analysis.report.fonts import FAMILY
from analysis.report.layer_style import LayerStyle, Mark, StyleClass
from geo.text import Language, Text
from geo.vocabulary import OPERATING

_NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "version": "1.1.0",
}
_PATTERNS = {
    Pattern.HATCH: "shape://slash",
    Pattern.LINES: "shape://horline",
    Pattern.DOTS: "shape://dot",
}
_SHAPES = {"square": "square", "round": "square", "house": "triangle"}
"""Of the marks every program knows; all others are circles: the character tells them apart."""
_BETWEEN = Text("：", ": ")
"""Between two columns of a label; a mere space would be trimmed by some programs."""
_NOT_RUNNING = Text("（未在运营）", " (not in operation)")


def sld(style: LayerStyle, language: Language) -> str:
    """The style's document: a rule for each class; of facilities two, running and not."""
    root = Element("StyledLayerDescriptor", _NAMESPACES)
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = style.layer
    user = SubElement(named, "UserStyle")
    SubElement(user, "se:Name").text = style.title
    kind = SubElement(user, "se:FeatureTypeStyle")
    for one in style.classes:
        if isinstance(one.drawn, Fill):
            rule = _rule(kind, one.value, one.label)
            _equal(SubElement(rule, "ogc:Filter"), style.column, one.value)
            _area(rule, one.drawn)
            _text(rule, style.labels, language)
        else:
            for runs in (True, False):
                _facility(kind, style, one, one.drawn, language, runs=runs)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _rule(parent: Element, name: str, title: str) -> Element:
    rule = SubElement(parent, "se:Rule")
    SubElement(rule, "se:Name").text = name
    SubElement(SubElement(rule, "se:Description"), "se:Title").text = title
    return rule


def _equal(parent: Element, column: str, value: str) -> None:
    test = SubElement(parent, "ogc:PropertyIsEqualTo")
    SubElement(test, "ogc:PropertyName").text = column
    SubElement(test, "ogc:Literal").text = value


def _set(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, "se:SvgParameter", {"name": name.replace("_", "-")}).text = value


def _area(rule: Element, fill: Fill) -> None:
    """The colour, then the pattern, then the county's line."""
    base = SubElement(rule, "se:PolygonSymbolizer")
    _set(SubElement(base, "se:Fill"), fill=fill.base)
    if fill.pattern is not Pattern.NONE:
        over = SubElement(rule, "se:PolygonSymbolizer")
        painted = SubElement(SubElement(over, "se:Fill"), "se:GraphicFill")
        graphic = SubElement(painted, "se:Graphic")
        mark = SubElement(graphic, "se:Mark")
        SubElement(mark, "se:WellKnownName").text = _PATTERNS[fill.pattern]
        if fill.pattern is Pattern.DOTS:
            _set(SubElement(mark, "se:Fill"), fill=fill.ink)
        _set(SubElement(mark, "se:Stroke"), stroke=fill.ink, stroke_width="1")
        SubElement(graphic, "se:Size").text = "8"
    line = SubElement(rule, "se:LineSymbolizer")
    _set(SubElement(line, "se:Stroke"), stroke=MUTE, stroke_width="1.25")


def _facility(
    parent: Element,
    style: LayerStyle,
    one: StyleClass,
    mark: Mark,
    language: Language,
    *,
    runs: bool,
) -> None:
    title = one.label if runs else one.label + _NOT_RUNNING.get(language)
    rule = _rule(parent, f"{one.value}_{'running' if runs else 'not_running'}", title)
    both = SubElement(SubElement(rule, "ogc:Filter"), "ogc:And")
    _equal(both, style.column, one.value)
    states = SubElement(both if runs else SubElement(both, "ogc:Not"), "ogc:Or")
    for status in sorted(OPERATING):
        _equal(states, "status", status.value)
    ground, ink = (INK, WHITE) if runs else (WHITE, INK)
    graphic = SubElement(SubElement(rule, "se:PointSymbolizer"), "se:Graphic")
    drawn = SubElement(graphic, "se:Mark")
    SubElement(drawn, "se:WellKnownName").text = _SHAPES.get(mark.shape, "circle")
    _set(SubElement(drawn, "se:Fill"), fill=ground)
    stroke = SubElement(drawn, "se:Stroke")
    _set(stroke, stroke=ink, stroke_width="1.4")
    if not runs:
        _set(stroke, stroke_dasharray="3.2 1.9")
    SubElement(graphic, "se:Size").text = "20"
    said = SubElement(rule, "se:TextSymbolizer")
    label = SubElement(said, "se:Label")
    SubElement(label, "ogc:Literal").text = mark.character
    _lettering(said, ink, "12")


def _text(rule: Element, columns: tuple[str, ...], language: Language) -> None:
    """The columns one after the other, in the middle, ink on a white halo."""
    said = SubElement(rule, "se:TextSymbolizer")
    label = SubElement(said, "se:Label")
    for place, column in enumerate(columns):
        if place:
            SubElement(label, "ogc:Literal").text = _BETWEEN.get(language)
        SubElement(label, "ogc:PropertyName").text = column
    _lettering(said, INK, "13", halo=True)


def _lettering(said: Element, ink: str, size: str, *, halo: bool = False) -> None:
    _set(SubElement(said, "se:Font"), font_family=FAMILY, font_size=size)
    placement = SubElement(SubElement(said, "se:LabelPlacement"), "se:PointPlacement")
    anchor = SubElement(placement, "se:AnchorPoint")
    SubElement(anchor, "se:AnchorPointX").text = "0.5"
    SubElement(anchor, "se:AnchorPointY").text = "0.5"
    if halo:
        around = SubElement(said, "se:Halo")
        SubElement(around, "se:Radius").text = "2"
        _set(SubElement(around, "se:Fill"), fill=WHITE)
    _set(SubElement(said, "se:Fill"), fill=ink)
