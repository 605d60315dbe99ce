"""Which tags of OpenStreetMap are asked for, which make a lead, and what they suggest.

The meaning of the tags is the OpenStreetMap wiki's (docs/methods/open-sources.md names its pages).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from geo.reading.privacy import holds_number
from geo.vocabulary import FacilityType

TAGS_ASKED: dict[str, bool | str | list[str]] = {
    "amenity": [
        "social_facility",
        "school",
        "kindergarten",
        "hospital",
        "clinic",
        "nursing_home",
        "childcare",
    ],
    "healthcare": True,
    "healthcare:speciality": True,
    "social_facility": True,
    "social_facility:for": True,
    "school": ["special_education_needs"],
    "school:special_needs": True,
    "school:for": True,
    "school:type": ["special"],
}
"""Asked of the server, any one of them. A name can't be asked for: the sieve is ``is_lead``."""

_NAME_KEYS = ("name", "name:zh", "name:zh-Hans", "official_name", "alt_name", "old_name")
_WORDS = re.compile(
    "特殊教育|特教|培智|启智|启聪|盲校|聋校|盲聋|聋哑|康复|托养|残疾|福利院|儿童福利"
    "|精神障碍|辅助性就业|辅具|辅助器具|孤独症|自闭症"
)
_AUTHORITY = re.compile(r"(残疾人联合会|残联)$")
"""The federation's own office is no facility."""

_SERVED = frozenset({"disabled", "mental_health"})
_PUPILS = frozenset(
    {"learning_disability", "learning_disabilities", "autism", "blind", "deaf", "disabled"}
)
_SPECIAL = frozenset({"yes", "only", "separated", "mixed"})
"""Values of school:special_needs with pupils of its own; limited and no are ordinary schools."""
_LIVING_OR_DAY = frozenset({"group_home", "assisted_living", "nursing_home", "day_care"})
_IN_COMMUNITY = frozenset({"day_care", "outreach", "workshop", "ambulatory_care"})

_BY_NAME: tuple[tuple[re.Pattern[str], FacilityType | None], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(特殊教育|特教|康复).*(幼儿园|班$|部$)", FacilityType.SPECIAL_CLASS),
        (r"(特殊教育|特教|培智|启智|启聪|盲聋|聋哑|盲人|聋人).*学校", FacilityType.SPECIAL_SCHOOL),
        (r"盲校|聋校|特校", FacilityType.SPECIAL_SCHOOL),
        (r"精神障碍.*社区康复|精康", FacilityType.MENTAL_HEALTH_COMMUNITY),
        (r"辅助性就业", FacilityType.SUPPORTED_EMPLOYMENT),
        (r"残疾人(之家|家园)", FacilityType.DISABLED_HOME),
        (r"辅具|辅助器具", FacilityType.ASSISTIVE_DEVICE),
        (r"残疾人(综合)?服务(中心|设施)", FacilityType.COMPREHENSIVE),
        (r"儿童福利", FacilityType.CHILD_WELFARE),
        (r"康复.*医院", FacilityType.REHABILITATION_HOSPITAL),
        # A ward is part of a hospital, and whether a children's centre is a designated one 定点
        # no map can say.
        (r"康复(医学)?(科|病房|室)$|孤独症|自闭症|儿童.*康复|康复.*儿童|福利院", None),
        (r"社区.*康复", FacilityType.COMMUNITY_REHABILITATION),
        (r"托养", FacilityType.CARE),
        (r"康复", FacilityType.REHABILITATION),
    )
)
"""What a name suggests; the first that fits."""

_KEPT = frozenset(
    {
        *_NAME_KEYS,
        *TAGS_ASKED,
        "addr:city",
        "addr:district",
        "addr:full",
        "addr:housenumber",
        "addr:street",
        "beds",
        "capacity",
        "capacity:beds",
        "check_date",
        "education",
        "isced:level",
        "name:en",
        "operator:type",
        "start_date",
        "website",
        "wheelchair",
    }
)
"""Kept as they are. A list of what is kept, not of what is dropped, keeps telephone, e-mail, fax
and contact:* out with everything nobody thought of."""
_ORGANISATION = re.compile(
    r"(残联|联合会|委员会|政府|人民医院|局|厅|部|中心|医院|学校|学院|福利院|公司|集团|协会|学会"
    r"|基金会|服务社|促进会|办公室|办事处|社区|街道办|村委会|机构)$"
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_LONGEST_VALUE = 255
"""The longest value OpenStreetMap itself takes, in characters."""


def is_lead(tags: Mapping[str, str]) -> bool:
    """Whether a place with these tags may serve people with disabilities, by name or by tags."""
    name = name_of(tags)
    if _AUTHORITY.search(name):
        return False
    return (
        any(_WORDS.search(tags.get(key, "")) for key in _NAME_KEYS)
        or bool(_values(tags, "social_facility:for") & _SERVED)
        or _speaks_of_rehabilitation(tags)
        or _is_special_school(tags)
        or tags.get("school:special_needs") in _SPECIAL
        or bool(_values(tags, "school:for") & _PUPILS)
    )


def guess_of(tags: Mapping[str, str]) -> FacilityType | None:
    """The type the name suggests, else the one the tags do; None when neither does."""
    name = name_of(tags)
    for pattern, kind in _BY_NAME:
        if pattern.search(name):
            return kind
    if _is_special_school(tags):
        return FacilityType.SPECIAL_SCHOOL
    if tags.get("school:special_needs") == "separated":
        return FacilityType.SPECIAL_CLASS
    if tags.get("healthcare") == "rehabilitation":
        hospital = tags.get("amenity") == "hospital"
        return FacilityType.REHABILITATION_HOSPITAL if hospital else FacilityType.REHABILITATION
    served, kind_of = _values(tags, "social_facility:for"), _values(tags, "social_facility")
    if served == {"mental_health"} and kind_of and kind_of <= _IN_COMMUNITY:
        return FacilityType.MENTAL_HEALTH_COMMUNITY
    if served == {"disabled"} and kind_of == {"workshop"}:
        return FacilityType.SUPPORTED_EMPLOYMENT
    if served == {"disabled"} and kind_of and kind_of <= _LIVING_OR_DAY:
        return FacilityType.CARE
    return None


def name_of(tags: Mapping[str, str]) -> str:
    """The name on the map, Chinese first where both are given; empty when there is none."""
    kept = dict(kept_tags(tags))
    chinese = (kept.get(key, "") for key in ("name:zh-Hans", "name:zh", "name", "official_name"))
    return next((name for name in chinese if name), "")


def kept_tags(tags: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The relevant tags in key order, cleaned, without persons, numbers of persons and contacts."""
    cleaned = ((key, _clean(value)) for key, value in sorted(tags.items()))
    return tuple((key, value) for key, value in cleaned if value and _may_stay(key, value))


def _may_stay(key: str, value: str) -> bool:
    if holds_number(value) or _MOBILE.search(value) or _MAIL.search(value):
        return False
    if key == "operator":
        return _ORGANISATION.search(value) is not None
    if key == "website":
        return value.startswith(("http://", "https://"))
    return key in _KEPT or key.startswith("special_needs:")


def _clean(value: str) -> str:
    """The value on one line, without control characters, at most as long as the map allows."""
    one_line = " ".join(value.split())
    shown = (c for c in one_line if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(shown)[:_LONGEST_VALUE]


def _values(tags: Mapping[str, str], key: str) -> set[str]:
    """The values of a key: several are separated by semicolons."""
    return {value.strip() for value in tags.get(key, "").split(";")} - {""}


def _speaks_of_rehabilitation(tags: Mapping[str, str]) -> bool:
    return any("rehabilitation" in tags.get(k, "") for k in ("healthcare", "healthcare:speciality"))


def _is_special_school(tags: Mapping[str, str]) -> bool:
    return (
        tags.get("school:special_needs") == "only"
        or "special_education_needs" in _values(tags, "school")
        or tags.get("school:type") == "special"
    )
