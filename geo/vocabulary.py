"""The closed lists of the forms: codes in English inside, Chinese on screen.

Source of the lists: the forms agreed with the two federations (docs/forms.md); each member's first
Chinese word is the one shown, the others are accepted when a county writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from geo.text import Text


class FacilityType(StrEnum):
    """What a facility mainly is 主类型."""

    REHABILITATION = "rehabilitation"
    CARE = "care"
    COMPREHENSIVE = "comprehensive"
    SPECIAL_SCHOOL = "special_school"
    SPECIAL_CLASS = "special_class"
    MENTAL_HEALTH_COMMUNITY = "mental_health_community"
    REHABILITATION_HOSPITAL = "rehabilitation_hospital"
    CHILD_REHABILITATION = "child_rehabilitation"
    DISABLED_HOME = "disabled_home"
    SUPPORTED_EMPLOYMENT = "supported_employment"
    COMMUNITY_REHABILITATION = "community_rehabilitation"
    ASSISTIVE_DEVICE = "assistive_device"
    CHILD_WELFARE = "child_welfare"
    ELDERLY_CARE = "elderly_care"
    DESTITUTE_SUPPORT = "destitute_support"


class Function(StrEnum):
    """What a facility does 功能; a facility may have several."""

    REHABILITATION = "rehabilitation"
    CARE = "care"
    COMPREHENSIVE = "comprehensive"
    DAY_CARE = "day_care"
    SUPPORTED_EMPLOYMENT = "supported_employment"
    SPECIAL_EDUCATION = "special_education"
    MENTAL_HEALTH_COMMUNITY = "mental_health_community"
    ASSISTIVE_DEVICE = "assistive_device"
    RESIDENTIAL_CARE = "residential_care"
    CULTURE_SPORT = "culture_sport"


class Level(StrEnum):
    """The level of government a facility belongs to 级别."""

    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Status(StrEnum):
    """Where a facility stands 状态; only operating and trial count as operating."""

    OPERATING = "operating"
    TRIAL = "trial"
    BUILT_NOT_IN_USE = "built_not_in_use"
    UNDER_CONSTRUCTION = "under_construction"
    PREPARATORY = "preparatory"
    PLANNED = "planned"
    SUSPENDED = "suspended"
    REPURPOSED = "repurposed"
    CLOSED = "closed"


class Operation(StrEnum):
    """Who built and who runs a facility 举办方式."""

    PUBLIC = "public"
    PUBLIC_PRIVATE_RUN = "public_private_run"
    PRIVATE_SUBSIDISED = "private_subsidised"
    PRIVATE_NONPROFIT = "private_nonprofit"
    PRIVATE_COMPANY = "private_company"


class Ternary(StrEnum):
    """Yes, no, or not known; an empty cell is not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SchoolStage(StrEnum):
    """What a school teaches 学段; a school may have several."""

    PRESCHOOL = "preschool"
    COMPULSORY = "compulsory"
    SENIOR = "senior"
    VOCATIONAL = "vocational"


class CapacityUnit(StrEnum):
    """What the capacity of a facility is counted in 服务能力单位."""

    BEDS = "beds"
    DAY_PLACES = "day_places"
    PLACES = "places"
    PERSONS_PER_YEAR = "persons_per_year"


class Datum(StrEnum):
    """The coordinate system of a point 坐标系."""

    WGS84 = "WGS-84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


class Precision(StrEnum):
    """How exactly it is known where a facility is 位置精度."""

    POINT = "point"
    COUNTY = "county"
    CITY = "city"


class Confidence(StrEnum):
    """How far a published record can be trusted 可信度."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ProviderKind(StrEnum):
    """What kind of body a purchased service is given to 机构性质."""

    SOCIAL_ORGANISATION = "social_organisation"
    PUBLIC_INSTITUTION = "public_institution"
    COMPANY = "company"
    OTHER = "other"


class DeclarationKind(StrEnum):
    """What a body declares of a list 类别: that nothing is missing, or that there is nothing."""

    COMPLETE = "complete"
    ZERO = "zero"


class PersonBasis(StrEnum):
    """Where a number of persons with disabilities comes from; bases are never mixed."""

    REGISTERED = "registered"
    ESTIMATED = "estimated"
    SERVICE = "service"
    INSURED = "insured"


class DisabilityCategory(StrEnum):
    """The kind of disability on a certificate 残疾类别: the seven of the national standard."""

    VISUAL = "visual"
    HEARING = "hearing"
    SPEECH = "speech"
    PHYSICAL = "physical"
    INTELLECTUAL = "intellectual"
    MENTAL = "mental"
    MULTIPLE = "multiple"


class FundKind(StrEnum):
    """Where money comes from 资金来源."""

    LOTTERY = "central_lottery"
    CENTRAL = "central"
    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    EMPLOYMENT_LEVY = "employment_levy"


class Measure(StrEnum):
    """How a site gets its facility 措施."""

    NEW = "new"
    CONVERSION = "conversion"
    EXPANSION = "expansion"


Code = (
    FacilityType
    | Function
    | Level
    | Status
    | Operation
    | Ternary
    | SchoolStage
    | CapacityUnit
    | Datum
    | Precision
    | Confidence
    | ProviderKind
    | DeclarationKind
    | PersonBasis
    | DisabilityCategory
    | FundKind
    | Measure
)

OPERATING: frozenset[Status] = frozenset({Status.OPERATING, Status.TRIAL})
ENDED: frozenset[Status] = frozenset({Status.SUSPENDED, Status.REPURPOSED, Status.CLOSED})
"""Was operating once and is no longer."""


class _WordsByMember(Mapping[Code, Text]):
    """Words looked up by the member itself.

    Not a plain dict: members of two StrEnums with one value are equal as text, so ``Level.CITY``
    would find the words of ``Precision.CITY``.
    """

    def __init__(self, pairs: tuple[tuple[Code, Text], ...]) -> None:
        self._words = {(type(code), code.value): text for code, text in pairs}
        self._codes = tuple(code for code, _ in pairs)

    def __getitem__(self, code: Code) -> Text:
        return self._words[type(code), code.value]

    def __iter__(self) -> Iterator[Code]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


WORDS: Mapping[Code, Text] = _WordsByMember(
    (
        (FacilityType.REHABILITATION, Text("康复", "Rehabilitation")),
        (FacilityType.CARE, Text("托养", "Care")),
        (FacilityType.COMPREHENSIVE, Text("综合服务", "Comprehensive service")),
        (FacilityType.SPECIAL_SCHOOL, Text("特殊教育学校", "Special-education school")),
        (FacilityType.SPECIAL_CLASS, Text("特教班（园）", "Special class or kindergarten")),
        (
            FacilityType.MENTAL_HEALTH_COMMUNITY,
            Text("精神障碍社区康复机构", "Community mental-health rehabilitation"),
        ),
        (FacilityType.REHABILITATION_HOSPITAL, Text("康复医院", "Rehabilitation hospital")),
        (
            FacilityType.CHILD_REHABILITATION,
            Text("残疾儿童康复救助定点机构", "Designated child rehabilitation"),
        ),
        (FacilityType.DISABLED_HOME, Text("残疾人之家", "Home for disabled people")),
        (FacilityType.SUPPORTED_EMPLOYMENT, Text("辅助性就业机构", "Supported employment")),
        (
            FacilityType.COMMUNITY_REHABILITATION,
            Text("社区康复站", "Community rehabilitation room"),
        ),
        (FacilityType.ASSISTIVE_DEVICE, Text("辅具适配机构", "Assistive-device service")),
        (FacilityType.CHILD_WELFARE, Text("儿童福利机构", "Child-welfare institution")),
        (FacilityType.ELDERLY_CARE, Text("养老机构", "Elderly-care institution")),
        (FacilityType.DESTITUTE_SUPPORT, Text("特困供养机构", "Destitute-support institution")),
        (Function.REHABILITATION, Text("康复", "Rehabilitation")),
        (Function.CARE, Text("托养", "Care")),
        (Function.COMPREHENSIVE, Text("综合服务", "Comprehensive service")),
        (Function.DAY_CARE, Text("日间照料", "Day care")),
        (Function.SUPPORTED_EMPLOYMENT, Text("辅助性就业", "Supported employment")),
        (Function.SPECIAL_EDUCATION, Text("特殊教育", "Special education")),
        (
            Function.MENTAL_HEALTH_COMMUNITY,
            Text("精神障碍社区康复", "Community mental-health rehabilitation"),
        ),
        (Function.ASSISTIVE_DEVICE, Text("辅具适配", "Assistive devices")),
        (Function.RESIDENTIAL_CARE, Text("寄宿托养", "Residential care")),
        (Function.CULTURE_SPORT, Text("文化体育", "Culture and sport")),
        (Level.REGION, Text("自治区级", "Regional")),
        (Level.CITY, Text("市级", "City")),
        (Level.COUNTY, Text("县级", "County")),
        (Level.TOWNSHIP, Text("乡镇级", "Township")),
        (Level.VILLAGE, Text("村级", "Village")),
        (Status.OPERATING, Text("运营", "Operating")),
        (Status.TRIAL, Text("试运营", "Trial operation")),
        (Status.BUILT_NOT_IN_USE, Text("已竣工未投用", "Built, not in use")),
        (Status.UNDER_CONSTRUCTION, Text("在建", "Under construction")),
        (Status.PREPARATORY, Text("前期", "Preparatory works")),
        (Status.PLANNED, Text("规划", "Planned")),
        (Status.SUSPENDED, Text("停运闲置", "Suspended")),
        (Status.REPURPOSED, Text("挪作他用", "Used otherwise")),
        (Status.CLOSED, Text("关闭", "Closed")),
        (Operation.PUBLIC, Text("公办", "Public")),
        (Operation.PUBLIC_PRIVATE_RUN, Text("公建（办）民营", "Public, privately run")),
        (Operation.PRIVATE_SUBSIDISED, Text("民办公助", "Private, subsidised")),
        (Operation.PRIVATE_NONPROFIT, Text("民办非企业", "Private non-profit")),
        (Operation.PRIVATE_COMPANY, Text("民办企业", "Private company")),
        (Ternary.YES, Text("是", "Yes")),
        (Ternary.NO, Text("否", "No")),
        (Ternary.UNKNOWN, Text("不详", "Not known")),
        (SchoolStage.PRESCHOOL, Text("学前", "Preschool")),
        (SchoolStage.COMPULSORY, Text("义务教育", "Compulsory")),
        (SchoolStage.SENIOR, Text("高中", "Senior")),
        (SchoolStage.VOCATIONAL, Text("职业教育", "Vocational")),
        (CapacityUnit.BEDS, Text("床位", "beds")),
        (CapacityUnit.DAY_PLACES, Text("日间名额", "day places")),
        (CapacityUnit.PLACES, Text("学位", "school places")),
        (CapacityUnit.PERSONS_PER_YEAR, Text("年服务人次", "persons served a year")),
        (Datum.WGS84, Text("WGS-84", "WGS-84")),
        (Datum.CGCS2000, Text("CGCS2000（2000 国家大地坐标系）", "CGCS2000")),
        (Datum.GCJ02, Text("GCJ-02（高德、腾讯）", "GCJ-02 (Amap, Tencent)")),
        (Datum.BD09, Text("BD-09（百度）", "BD-09 (Baidu)")),
        (Precision.POINT, Text("到点", "Point")),
        (Precision.COUNTY, Text("到县", "County")),
        (Precision.CITY, Text("仅到市", "City only")),
        (Confidence.HIGH, Text("高", "High")),
        (Confidence.MEDIUM, Text("中", "Medium")),
        (Confidence.LOW, Text("低", "Low")),
        (ProviderKind.SOCIAL_ORGANISATION, Text("社会组织", "Social organisation")),
        (ProviderKind.PUBLIC_INSTITUTION, Text("事业单位", "Public institution")),
        (ProviderKind.COMPANY, Text("企业", "Company")),
        (ProviderKind.OTHER, Text("其他", "Other")),
        (DeclarationKind.COMPLETE, Text("无遗漏确认", "Complete list")),
        (DeclarationKind.ZERO, Text("零报告", "Zero report")),
        (PersonBasis.REGISTERED, Text("持证登记", "Certificate holders")),
        (PersonBasis.ESTIMATED, Text("抽样推算", "Survey estimate")),
        (PersonBasis.SERVICE, Text("业务台账", "Service records")),
        (PersonBasis.INSURED, Text("参保登记", "Insured")),
        (DisabilityCategory.VISUAL, Text("视力", "Visual")),
        (DisabilityCategory.HEARING, Text("听力", "Hearing")),
        (DisabilityCategory.SPEECH, Text("言语", "Speech")),
        (DisabilityCategory.PHYSICAL, Text("肢体", "Physical")),
        (DisabilityCategory.INTELLECTUAL, Text("智力", "Intellectual")),
        (DisabilityCategory.MENTAL, Text("精神", "Mental")),
        (DisabilityCategory.MULTIPLE, Text("多重", "Multiple")),
        (FundKind.LOTTERY, Text("中央彩票公益金", "Central lottery fund")),
        (FundKind.CENTRAL, Text("中央补助", "Central grant")),
        (FundKind.REGION, Text("自治区", "Region")),
        (FundKind.CITY, Text("市", "City")),
        (FundKind.COUNTY, Text("县（市、区）配套", "County share")),
        (FundKind.EMPLOYMENT_LEVY, Text("残保金", "Employment levy")),
        (Measure.NEW, Text("新建", "New building")),
        (Measure.CONVERSION, Text("改建（利用既有建筑）", "Conversion of a building")),
        (Measure.EXPANSION, Text("扩建", "Expansion")),
    )
)
