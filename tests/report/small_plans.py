"""Two plans of a few requirements, and a goal above them: what the small world is judged by."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import CatalogueFile

AS_OF = date(2025, 12, 31)
YULIN, LIUZHOU = "450900", "450200"
THREE = ("rehabilitation", "care", "comprehensive")


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
            "city_codes": [LIUZHOU],
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
