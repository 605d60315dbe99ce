"""A small world for report tests: records that show every state, judged by the small plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.report.build import build_report
from analysis.report.report import Report, ReportState
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.records import (
    Completeness,
    DateSpan,
    Facility,
    IndicatorValue,
    Point,
    PurchasedService,
    RetrofitNeed,
    Ruling,
)
from geo.sources import Source
from geo.vocabulary import (
    Datum,
    FacilityType,
    Function,
    Level,
    Operation,
    Precision,
    ProviderKind,
    Status,
    Ternary,
)
from tests.report.small_plans import AS_OF, LIUZHOU, THREE, small_catalogue, words

HOSTILE = (
    "{{7*7}}",
    "{% raise %}",
    "{# gone #}",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "`+alert(1)+`",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "]]>",
    "\\u003cimg src=x onerror=alert(1)\\u003e",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "http://example.invalid/a",
)


def facility(number: int, county: str, kind: FacilityType, name: str, **more: Any) -> Facility:
    defaults: dict[str, Any] = {
        "level": Level.COUNTY,
        "status": Status.OPERATING,
        "operation": Operation.PUBLIC,
        "opened": DateSpan.of(2020, 5, 1),
        "source": "县残联台账",
    }
    return Facility(f"F{number:03d}", name, kind, f"{county[:4]}00", county, **{**defaults, **more})


def small_layers(*, demonstration: bool = True, hostile: str = "") -> LayerSet:
    """Liuzhou and Yulin with a few records; ``hostile`` is put into every free text."""
    mark = ("演示" if demonstration else "") + hostile
    said = hostile or "台账"
    point = Point(109.43, 24.33, Datum.CGCS2000)
    facilities = (
        facility(
            1,
            "450202",
            FacilityType.REHABILITATION,
            f"{mark}城中区康复中心",
            functions=frozenset({Function.REHABILITATION, Function.CARE}),
            professional=Ternary.YES,
            point=point,
            location_precision=Precision.POINT,
            source=said,
            address=hostile,
        ),
        facility(
            2, "450203", FacilityType.CARE, f"{mark}鱼峰区托养中心",
            operation=Operation.PRIVATE_SUBSIDISED, source=said,
        ),
        facility(
            3, "450225", FacilityType.CARE, f"{mark}融水县托养中心",
            status=Status.UNDER_CONSTRUCTION, opened=DateSpan.of(2026, 9),
            point=Point(109.25, 25.07, Datum.CGCS2000), location_precision=Precision.POINT,
        ),
        facility(4, "450224", FacilityType.MENTAL_HEALTH_COMMUNITY, f"{mark}融安县精康站"),
        facility(
            5, "450921", FacilityType.SPECIAL_SCHOOL, f"{mark}容县特校", note=hostile,
        ),
        Facility(
            "F006", f"{mark}柳州市康复医院", FacilityType.REHABILITATION_HOSPITAL, LIUZHOU,
            location_precision=Precision.CITY, source=said,
        ),
    )  # fmt: skip
    completeness = tuple(
        Completeness(f"C{i}", county, kind, AS_OF, said, said)
        for i, (county, kind) in enumerate(
            (county, FacilityType(kind)) for county in ("450225", "450226") for kind in THREE
        )
    )
    services = (
        PurchasedService(
            "S1", "450225", f"{mark}购买服务", said, said, ProviderKind.SOCIAL_ORGANISATION,
            DateSpan.of(2025, 1, 1), DateSpan.of(2026, 1, 1), 120, said,
        ),
    )  # fmt: skip
    needs = (RetrofitNeed("N1", "450202", 500, 320, AS_OF, said, period_start=date(2021, 1, 1)),)
    values = (
        IndicatorValue("V2", "liuzhou.indicator-2", 0.62, AS_OF, said, Ternary.YES, source=said),
        IndicatorValue("V3", "liuzhou.indicator-3", 98.5, AS_OF, said, Ternary.YES, source=said),
        IndicatorValue("V7", "liuzhou.indicator-7", 95.0, AS_OF, said, Ternary.YES, source=said),
    )
    rulings = (
        Ruling(
            "R1", "liuzhou.three-facilities", "operation.private_subsidised", "does_not_count",
            said, said, date(2025, 6, 1), "450226",
        ),
    )  # fmt: skip
    return LayerSet(
        cities=load_cities(),
        counties=load_counties(),
        facilities=facilities,
        completeness=completeness,
        rulings=rulings,
        purchased_services=services,
        retrofit_needs=needs,
        indicator_values=values,
        demonstration=demonstration,
    )


def small_sources(hostile: str = "") -> tuple[Source, ...]:
    # A file of sources is UTF-8: half characters can't stand in it.
    hostile = hostile.encode("utf-8", "ignore").decode()
    text = words(hostile or "县级行政区划界线", hostile or "County polygons")
    return (
        Source.model_validate(
            {
                "source_id": "boundaries",
                "path": "requirements/x.csv",
                "title": text,
                "origin": text,
                "licence": text,
                "vintage": "2024",
                "how_made": text,
            }
        ),
    )


def small_report(
    city: str = LIUZHOU, *, demonstration: bool = True, hostile: str = ""
) -> tuple[Report, Catalogue, LayerSet, Assessment]:
    catalogue = small_catalogue()
    layers = small_layers(demonstration=demonstration, hostile=hostile)
    assessment = evaluate(catalogue, layers, city, AS_OF)
    report = build_report(catalogue, layers, assessment, small_sources(hostile), ReportState.DRAFT)
    return report, catalogue, layers, assessment
