"""A layer's style as QGIS 3 reads it (QML): categories, symbols, labels.

Format: the elements that QGIS 3 itself writes (``renderer-v2``, ``labeling``). Properties stand
there twice, as ``Option`` (since 3.20) and as ``prop`` (before), as QGIS wrote them in between.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analysis.report.drawn.tokens import INK, MUTE, WHITE, Fill, Pattern
from analysis.report.fonts import FAMILY
from analysis.report.layer_style import LayerStyle, Mark
from geo.vocabulary import OPERATING

_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_LINE_MM, _STRIPE_MM = 0.22, 1.7
_DOT_MM, _DOT_APART_MM = 0.56, 1.5
_MARK_MM, _LETTER_MM = 5.0, 3.0
_SHAPES = {
    "circle": ("circle", 0),
    "square": ("square", 0),
    "hexagon": ("hexagon", 0),
    "flat_hexagon": ("hexagon", 90),
    "house": ("pentagon", 0),
    "round": ("octagon", 0),
}
"""The nearest of QGIS's own markers and by how many degrees it is turned."""


def qml(style: LayerStyle) -> str:
    """The style's document; a category for each class, in the order of the legend."""
    root = Element(
        "qgis",
        {
            "version": "3.28.0",
            "styleCategories": "Symbology|Labeling",
            "labelsEnabled": "1" if style.labels else "0",
        },
    )
    renderer = SubElement(
        root,
        "renderer-v2",
        {
            "type": "categorizedSymbol",
            "attr": style.column,
            "forceraster": "0",
            "symbollevels": "0",
            "enableorderby": "0",
        },
    )
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for place, one in enumerate(style.classes):
        SubElement(
            categories,
            "category",
            {
                "type": "string",
                "value": one.value,
                "symbol": str(place),
                "label": one.label,
                "render": "true",
            },
        )
        if isinstance(one.drawn, Fill):
            _area(symbols, str(place), one.drawn)
        else:
            _marker(symbols, str(place), one.drawn)
    SubElement(renderer, "rotation")
    SubElement(renderer, "sizescale")
    if style.labels:
        _labels(root, style.labels)
    SubElement(root, "blendMode").text = "0"
    SubElement(root, "featureBlendMode").text = "0"
    SubElement(root, "layerGeometryType").text = (
        "2" if isinstance(style.classes[0].drawn, Fill) else "0"
    )
    indent(root)
    return _HEAD + tostring(root, encoding="unicode") + "\n"


def rgba(colour: str) -> str:
    """#RRGGBB as QGIS writes it: red,green,blue,255."""
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"


def _symbol(parent: Element, name: str, kind: str) -> Element:
    attributes = {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    return SubElement(parent, "symbol", attributes)


def _layer(symbol: Element, kind: str, properties: dict[str, str]) -> Element:
    attributes = {"class": kind, "pass": "0", "locked": "0", "enabled": "1"}
    layer = SubElement(symbol, "layer", attributes)
    options = SubElement(layer, "Option", {"type": "Map"})
    for name, value in properties.items():
        SubElement(options, "Option", {"type": "QString", "name": name, "value": value})
    for name, value in properties.items():
        SubElement(layer, "prop", {"k": name, "v": value})
    return layer


def _area(symbols: Element, name: str, fill: Fill) -> None:
    """The colour with the county's line, then the pattern."""
    symbol = _symbol(symbols, name, "fill")
    _layer(
        symbol,
        "SimpleFill",
        {
            "color": rgba(fill.base),
            "style": "solid",
            "outline_color": rgba(MUTE),
            "outline_style": "solid",
            "outline_width": "0.33",
            "outline_width_unit": "MM",
            "joinstyle": "round",
        },
    )
    match fill.pattern:
        case Pattern.HATCH:
            _lines(symbol, name, fill.ink, angle=45)
        case Pattern.LINES:
            _lines(symbol, name, fill.ink, angle=0)
        case Pattern.DOTS:
            _dots(symbol, name, fill.ink)
        case Pattern.NONE:
            pass


def _lines(symbol: Element, name: str, ink: str, *, angle: int) -> None:
    layer = _layer(
        symbol,
        "LinePatternFill",
        {
            "angle": str(angle),
            "color": rgba(ink),
            "distance": str(_STRIPE_MM),
            "distance_unit": "MM",
            "line_width": str(_LINE_MM),
            "line_width_unit": "MM",
        },
    )
    _layer(
        _symbol(layer, f"@{name}@1", "line"),
        "SimpleLine",
        {
            "line_color": rgba(ink),
            "line_style": "solid",
            "line_width": str(_LINE_MM),
            "line_width_unit": "MM",
        },
    )


def _dots(symbol: Element, name: str, ink: str) -> None:
    apart = {f"distance_{axis}": str(_DOT_APART_MM) for axis in "xy"}
    units = {f"distance_{axis}_unit": "MM" for axis in "xy"}
    shift = {"displacement_x": str(_DOT_APART_MM / 2), "displacement_x_unit": "MM"}
    layer = _layer(symbol, "PointPatternFill", apart | units | shift)
    _layer(
        _symbol(layer, f"@{name}@1", "marker"),
        "SimpleMarker",
        {
            "name": "circle",
            "color": rgba(ink),
            "outline_style": "no",
            "size": str(_DOT_MM),
            "size_unit": "MM",
        },
    )


def _marker(symbols: Element, name: str, mark: Mark) -> None:
    """The outline, then its character; dashed and white where the facility does not run."""
    shape, angle = _SHAPES[mark.shape]
    symbol = _symbol(symbols, name, "marker")
    outline = _layer(
        symbol,
        "SimpleMarker",
        {
            "name": shape,
            "angle": str(angle),
            "color": rgba(INK),
            "outline_color": rgba(WHITE),
            "outline_style": "solid",
            "outline_width": "0.35",
            "outline_width_unit": "MM",
            "size": str(_MARK_MM),
            "size_unit": "MM",
        },
    )
    _by_status(
        outline,
        {
            "fillColor": (rgba(INK), rgba(WHITE)),
            "outlineColor": (rgba(WHITE), rgba(INK)),
            "outlineStyle": ("solid", "dash"),
        },
    )
    letter = _layer(
        symbol,
        "FontMarker",
        {
            "chr": mark.character,
            "font": FAMILY,
            "color": rgba(WHITE),
            "outline_width": "0",
            "size": str(_LETTER_MM),
            "size_unit": "MM",
            "horizontal_anchor_point": "1",
            "vertical_anchor_point": "1",
        },
    )
    _by_status(letter, {"fillColor": (rgba(WHITE), rgba(INK))})


def _by_status(layer: Element, values: dict[str, tuple[str, str]]) -> None:
    """Properties that follow the status: while it runs, else."""
    running = ",".join(f"'{status.value}'" for status in sorted(OPERATING))
    whole = SubElement(SubElement(layer, "data_defined_properties"), "Option", {"type": "Map"})
    SubElement(whole, "Option", {"type": "QString", "name": "name", "value": ""})
    properties = SubElement(whole, "Option", {"type": "Map", "name": "properties"})
    for name, (runs, rests) in values.items():
        said = f"CASE WHEN \"status\" IN ({running}) THEN '{runs}' ELSE '{rests}' END"
        one = SubElement(properties, "Option", {"type": "Map", "name": name})
        SubElement(one, "Option", {"type": "bool", "name": "active", "value": "true"})
        SubElement(one, "Option", {"type": "QString", "name": "expression", "value": said})
        SubElement(one, "Option", {"type": "int", "name": "type", "value": "3"})
    SubElement(whole, "Option", {"type": "QString", "name": "type", "value": "collection"})


def _labels(root: Element, columns: tuple[str, ...]) -> None:
    """The columns under each other, ink on a white halo, inside the polygon."""
    labeling = SubElement(root, "labeling", {"type": "simple"})
    settings = SubElement(labeling, "settings", {"calloutType": "simple"})
    text = SubElement(
        settings,
        "text-style",
        {
            "fieldName": " || '\\n' || ".join(f'"{column}"' for column in columns),
            "isExpression": "1",
            "fontFamily": FAMILY,
            "fontSize": "9",
            "fontSizeUnit": "Point",
            "fontWeight": "50",
            "fontItalic": "0",
            "fontKerning": "1",
            "namedStyle": "Regular",
            "multilineHeight": "1",
            "multilineHeightUnit": "Percentage",
            "blendMode": "0",
            "textColor": rgba(INK),
            "textOpacity": "1",
        },
    )
    SubElement(
        text,
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "0.8",
            "bufferSizeUnits": "MM",
            "bufferColor": rgba(WHITE),
            "bufferOpacity": "1",
        },
    )
    SubElement(settings, "text-format", {"multilineAlign": "1"})
    place = {"placement": "1", "centroidInside": "1", "quadOffset": "4", "priority": "5"}
    SubElement(settings, "placement", place)
    SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "0"})
