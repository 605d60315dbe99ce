"""A city's records for tests of frozen assessments: the published set and a few of every table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from analysis.freezable import Basis
from analysis.frozen import FrozenAssessment, freeze
from analysis.report.report import ReportState
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.layers import LayerSet
from geo.published import load_published
from geo.records import IndicatorValue, Point, PurchasedService, RetrofitNeed, Ruling
from geo.sources import load_sources
from geo.vocabulary import Datum, Operation, ProviderKind, SchoolStage, Ternary
from tests.report.real_plans import (
    AS_OF,
    RONGXIAN,
    THREE,
    YULIN,
    YUZHOU,
    declared,
    facility,
    school,
)

NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
BODY = "玉林市残联"
LIUBEI = "450205"
CARE = "YL-托养"


def records(**tables: Any) -> LayerSet:
    """The published set with some of every table that enters a check; ``tables`` replace whole."""
    private = facility(CARE, RONGXIAN, THREE[1], operation=Operation.PRIVATE_NONPROFIT)
    usual: dict[str, tuple[Any, ...]] = {
        "facilities": (
            private,
            facility("YL-康复", YUZHOU, THREE[0], point=Point(110.15, 22.63, Datum.GCJ02)),
            school(
                "YL-特校",
                YUZHOU,
                school_stages=frozenset({SchoolStage.COMPULSORY, SchoolStage.PRESCHOOL}),
                school_comprehensive=Ternary.YES,
                meets_national_standard=Ternary.YES,
            ),
        ),
        "completeness": declared(RONGXIAN, *THREE),
        "purchased_services": (
            PurchasedService(
                "YL-购买", YUZHOU, "精神康复", "区民政局", "甲社", ProviderKind.COMPANY, None, None
            ),
        ),
        "retrofit_needs": (RetrofitNeed("LZ-改造", LIUBEI, 400, 120, AS_OF, "台账"),),
        "indicator_values": (
            IndicatorValue("LZ-指标", "liuzhou.indicator-3", 99.5, AS_OF, "市民政局", Ternary.YES),
        ),
    }
    return load_published().with_added(**(usual | tables))


def ruling(answer: str = "counts") -> Ruling:
    """On whether private non-profit facilities count in Yulin."""
    return Ruling(
        "YL-口径",
        "yulin.three-facilities",
        "operation.private_nonprofit",
        answer,
        "玉林市人民政府",
        "玉政函〔2026〕1号",
        date(2026, 1, 5),
    )


def basis(layers: LayerSet, city: str = YULIN, last_change: int = 3, **more: Any) -> Basis:
    catalogue = load_catalogue()
    assessment = evaluate(catalogue, layers, city, AS_OF, **more)
    return Basis(catalogue, layers, assessment, load_sources(), last_change)


def frozen(
    layers: LayerSet | None = None, city: str = YULIN, state: ReportState = ReportState.SUBMITTED
) -> FrozenAssessment:
    return freeze(basis(records() if layers is None else layers, city), state, BODY, NOW)
