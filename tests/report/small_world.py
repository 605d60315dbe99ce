"""A small world for report tests: two plans of a few entries, records that show every state."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.report.build import build_report
from analysis.report.report import Report, ReportState
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import CatalogueFile
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

AS_OF = date(2025, 12, 31)
YULIN, LIUZHOU = "450900", "450200"
THREE = ("rehabilitation", "care", "comprehensive")
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


def words(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en or zh}


def threshold(value: float) -> dict[str, Any]:
    return {"value": value, "since": date(2021, 1, 1), "section": "三", "quote": "…"}


def _document(city: str, name: str, table: str) -> dict[str, Any]:
    return {
        "id": "yulin" if city == YULIN else "liuzhou",
        "title": words(f"{name}规划", f"Plan of {name}"),
        "issuer": words("市人民政府", "City government"),
        "city_codes": [city],
        "issued": date(2022, 7, 4),
        "source": "test",
        "confidence": "official",
        "period_start": date(2021, 1, 1),
        "period_end": AS_OF,
        "county_word": words("县（区）" if city == LIUZHOU else "县（市、区）", "County"),
        "assessment_table_title": words(table, "Assessment table"),
    }


def _checked(entry_id: str, title: str, check: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": entry_id,
        "kind": "clause",
        "section": "三(六)3",
        "title": words(title, f"{title} (en)"),
        "quote": "确保三者有其一",
        "force": "binding",
        "label_or_verb": "确保",
        "scope": "county",
        "check": check,
        "ask": words("{county}残联", "DPF of {county}"),
        "ask_what": words("设施清单与无遗漏确认", "lists and declarations"),
        "deadline": {"date": AS_OF, "presumed": True},
        "core": True,
        **more,
    }


def _three(plan: str) -> dict[str, Any]:
    check = {
        "kind": "facility_presence",
        "accepts_types": THREE,
        "accepts_functions": THREE,
        "levels": ["county"],
        "operations": ["public", "public_private_run"],
        "unruled_operations": ["private_subsidised", "private_nonprofit", "private_company"],
        "thresholds": [threshold(1)],
    }
    question = {
        "id": "operation.private_subsidised",
        "text": words("民办公助是否计入", "Does a subsidised private facility count?"),
        "words": "鼓励民办公助",
        "answers": ["counts", "does_not_count"],
    }
    return _checked(f"{plan}.three-facilities", "三者有其一", check, questions=[question])


def _mental(plan: str) -> dict[str, Any]:
    check = {
        "kind": "county_share",
        "thresholds": [threshold(0.8)],
        "accepts_types": ["mental_health_community"],
        "provider_kinds": ["social_organisation"],
    }
    return _checked(
        f"{plan}.mental-health-share",
        "精神障碍社区康复",
        check,
        scope="city",
        section="三(三)1",
        label_or_verb="实现80%以上",
        quote="实现80%以上县设有",
    )


def _indicator(number: int, title: str, label: str, unit: str, **check: Any) -> dict[str, Any]:
    return _checked(
        f"liuzhou.indicator-{number}",
        title,
        {"kind": "indicator", "unit": unit, "base_value": "—", "target_value": "100", **check},
        kind="indicator",
        scope="city",
        section=f"指标{number}",
        label_or_verb=label,
        quote="",
        core=False,
    )


def _item(plan: str, section: str, title: str, agencies: list[str]) -> dict[str, Any]:
    return {
        "id": f"{plan}.item-{len(title)}",
        "kind": "item",
        "section": section,
        "title": words(title),
        "force": "none",
        "scope": "city",
        "lead_agencies": agencies,
        "qualitative": True,
    }


def small_catalogue() -> Catalogue:
    school = {
        "kind": "facility_presence",
        "accepts_types": ["special_school"],
        "attributes": ["school_compulsory", "school_comprehensive", "meets_national_standard"],
        "thresholds": [threshold(1)],
    }
    trigger = {
        "kind": "population_trigger",
        "thresholds": [threshold(800_000)],
        "facility_type": "special_school",
    }
    professional = {
        "kind": "facility_presence",
        "accepts_types": ["rehabilitation", "care"],
        "attributes": ["professional"],
        "thresholds": [threshold(1)],
    }
    reference = {
        "kind": "facility_presence",
        "accepts_types": ["special_school"],
        "thresholds": [threshold(1)],
        "minimum_population_persons": 200_000,
        "due": date(2030, 12, 31),
    }
    places = {
        "id": "yulin.school-places",
        "clause_id": "F-05Y",
        "kind": "clause",
        "section": "三(四)2",
        "title": words("学位", "School places"),
        "force": "directional",
        "scope": "county",
        "data_needed": words("学龄残疾儿童安置", "placement"),
    }
    retrofit = {
        "kind": "retrofit_total",
        "thresholds": [threshold(3000)],
        "period_start": date(2021, 1, 1),
        "period_end": AS_OF,
        "basis": "困难重度",
    }
    yulin = {
        "document": _document(YULIN, "玉林", "玉林市“十四五”规划期末考核自评表"),
        "entry": [
            _item("yulin", "三(六)3", "加强设施建设", ["市残联", "市发展改革委"]),
            _item("yulin", "三(四)2", "教育条件改善与提升", ["市教育局"]),
            _three("yulin"),
            _checked("yulin.special-school", "特殊教育学校", school, section="三(四)2"),
            _checked(
                "yulin.population-trigger",
                "80万人口以上",
                trigger,
                section="三(四)2",
                force="permissive",
                label_or_verb="可",
            ),
            places,
            _mental("yulin"),
        ],
        "note": [{"id": "n1", "text": words("注一", "note one"), "sections": ["三"]}],
    }
    liuzhou = {
        "document": _document(LIUZHOU, "柳州", "柳州市“十四五”规划实施情况表"),
        "entry": [
            _item("liuzhou", "三(六)3", "加强设施建设", []),
            _three("liuzhou"),
            _checked(
                "liuzhou.professional-rehab-or-care",
                "专业化设施",
                professional,
                force="directional",
                label_or_verb="推进",
            ),
            _mental("liuzhou"),
            _checked(
                "liuzhou.household-retrofit",
                "家庭无障碍改造",
                retrofit,
                scope="city",
                core=False,
            ),
            _indicator(1, "1.收入年均增长（%）", "预期性", "percent"),
            _indicator(
                2,
                "2.培训人数（万人）",
                "预期性",
                "ten_thousand_persons",
                completion_rate=True,
                thresholds=[threshold(0.5)],
            ),
            _indicator(3, "3.低保比例（%）", "约束性", "percent", thresholds=[threshold(100)]),
            _indicator(
                7, "7.参保率（%）", "预期性", "percent", strict=True, thresholds=[threshold(95)]
            ),
        ],
    }
    guangxi = {
        "document": {
            **_document(YULIN, "广西", "—"),
            "id": "guangxi",
            "city_codes": [YULIN, LIUZHOU],
            "confidence": "low",
        },
        "entry": [
            _checked(
                "guangxi.special-school-reference",
                "参照：特教学校",
                reference,
                kind="reference",
                force="reference",
                section="",
                label_or_verb="",
            )
        ],
    }
    files = [guangxi, liuzhou, yulin]
    return Catalogue(tuple(CatalogueFile.model_validate(f) for f in files), "c" * 64)


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
