"""How a layer is drawn: a class for each value of a column, and words beside it.

Neither QGIS nor SLD here, so that both of them say the same. The words are the tool's own; of a
record only the names of columns are known, never what stands in them but codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.report.drawn.tokens import SYMBOL_FILLS, Fill
from analysis.report.map_marks import MARKS
from analysis.report.maps.facility_marks import types_shown
from analysis.report.report import Report
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Language, Text
from geo.vocabulary import WORDS

COUNTIES, FACILITIES = "counties", "facilities"
OVERALL = "overall"
"""The stem of the columns on all requirements together."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point's outline (a key of the map's outlines) and the character in it."""

    shape: str
    character: str


@dataclass(frozen=True, slots=True)
class StyleClass:
    """The rule for one value of the column: its word in the legend and how it is drawn."""

    value: str
    label: str
    drawn: Fill | Mark


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """One style of a layer; ``column`` is classified, ``labels`` are columns written on the map."""

    layer: str
    column: str
    title: str
    description: str
    classes: tuple[StyleClass, ...]
    labels: tuple[str, ...] = ()
    default: bool = False


def requirement_stem(requirement_id: str) -> str:
    """A requirement's columns begin so: yulin.three-facilities, yulin_three_facilities."""
    return requirement_id.replace(".", "_").replace("-", "_")


def layer_styles(report: Report, language: Language) -> tuple[LayerStyle, ...]:
    """The counties by all requirements (default) and by each, then the facilities by type."""
    overall = _county_style(
        OVERALL,
        Text("各项要求合计", "All requirements"),
        (cell.symbol for cell in report.overall),
        language,
        default=True,
    )
    each = (
        _county_style(
            requirement_stem(column.requirement_id),
            column.title,
            (row.cells[place].symbol for row in report.matrix.rows),
            language,
        )
        for place, column in enumerate(report.matrix.columns)
        if not column.absent
    )
    return (overall, *each, _facility_style(report, language))


def _county_style(
    stem: str,
    title: Text,
    there: Iterable[Symbol],
    language: Language,
    *,
    default: bool = False,
) -> LayerStyle:
    # Only what occurs: a directional clause can never be "not yet met".
    shown = set(there)
    said = Text(
        "底色加纹理，黑白打印也可分辨；注记为县名和核查结果。",
        "Fills with patterns, told apart in black and white; labels: county and verdict.",
    )
    return LayerStyle(
        COUNTIES,
        f"{stem}_symbol",
        title.get(language),
        said.get(language),
        tuple(
            StyleClass(s.value, SYMBOL_WORDS[s].get(language), SYMBOL_FILLS[s])
            for s in Symbol
            if s in shown
        ),
        labels=("county_name", f"{stem}_word"),
        default=default,
    )


def _facility_style(report: Report, language: Language) -> LayerStyle:
    title = Text("设施类型", "Type of facility")
    said = Text(
        "实心：运营中（含试运营）；虚线：未在运营或状态待报。",
        "Full: operating (trial runs too); dashed: not in operation, or not reported.",
    )
    classes = []
    for kind in types_shown(report.facilities):
        character, shape = MARKS[kind]
        classes.append(StyleClass(kind.value, WORDS[kind].get(language), Mark(shape, character)))
    return LayerStyle(
        FACILITIES,
        "facility_type",
        title.get(language),
        said.get(language),
        tuple(classes),
        default=True,
    )
