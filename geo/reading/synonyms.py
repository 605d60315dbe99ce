"""The words counties write for the codes of the forms, and how a word is looked up.

A word that could mean two codes is left out on purpose (民办, 区级, 建成): the row is then shown
with the accepted words, and its sender decides.
"""

# ruff: noqa: E501 -- the table of words reads best with one line per code
from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from geo.vocabulary import (
    WORDS,
    CapacityUnit,
    Code,
    Confidence,
    Datum,
    DeclarationKind,
    DisabilityCategory,
    FacilityType,
    Function,
    FundKind,
    Level,
    Measure,
    Operation,
    Precision,
    ProviderKind,
    SchoolStage,
    Status,
    Ternary,
)

E_ = TypeVar("E_", bound=StrEnum)

_PLAIN = re.compile(r"[\W_]+")

_SYNONYMS: tuple[tuple[Code, str], ...] = (
    (FacilityType.REHABILITATION, "康复设施 康复中心 康复机构 残疾人康复中心 残疾人康复设施 残疾人康复机构"),
    (FacilityType.CARE, "托养设施 托养中心 托养机构 残疾人托养中心 残疾人托养设施 残疾人托养机构 托养服务中心 托养服务机构"),
    (FacilityType.COMPREHENSIVE, "综合服务设施 综合服务中心 残疾人综合服务设施 残疾人综合服务中心 残疾人服务中心"),
    (FacilityType.SPECIAL_SCHOOL, "特教学校 特殊学校 特校 特殊教育 培智学校 盲校 聋校 盲聋哑学校 启智学校"),
    (FacilityType.SPECIAL_CLASS, "特教班 特教园 特教班/园 特殊教育班 特教幼儿园 特殊教育幼儿园 特殊教育幼儿班 特教部"),
    (FacilityType.MENTAL_HEALTH_COMMUNITY, "精神障碍社区康复 精神障碍社区康复服务机构 精神障碍社区康复点 精神障碍社区康复站 精神障碍社区康复中心 精康 精康机构"),
    (FacilityType.REHABILITATION_HOSPITAL, "康复专科医院"),
    (FacilityType.CHILD_REHABILITATION, "残疾儿童康复定点机构 残疾儿童康复机构 儿童康复定点机构 儿童康复机构 儿童康复救助定点机构"),
    (FacilityType.DISABLED_HOME, "残疾人家园"),
    (FacilityType.SUPPORTED_EMPLOYMENT, "辅助性就业 辅助性就业基地 残疾人辅助性就业机构 辅助性就业示范基地"),
    (FacilityType.COMMUNITY_REHABILITATION, "社区康复 社区康复室 残疾人社区康复站 社区康复点"),
    (FacilityType.ASSISTIVE_DEVICE, "辅具 辅具适配 辅具中心 辅助器具适配机构 辅助器具服务机构 辅具服务机构 辅具服务站"),
    (FacilityType.CHILD_WELFARE, "儿童福利院"),
    (FacilityType.ELDERLY_CARE, "养老院 养老服务机构 养老服务中心"),
    (FacilityType.DESTITUTE_SUPPORT, "特困供养 特困人员供养机构 特困人员供养服务机构 特困供养服务机构"),
    (Function.REHABILITATION, "康复服务 康复训练 康复医疗"),
    (Function.CARE, "托养服务 集中托养"),
    (Function.COMPREHENSIVE, "综合 综合服务设施"),
    (Function.DAY_CARE, "日间 日托 日间托养 日间照护 日间照料服务"),
    (Function.SUPPORTED_EMPLOYMENT, "辅助就业 辅助性就业服务"),
    (Function.SPECIAL_EDUCATION, "特教 教育"),
    (Function.MENTAL_HEALTH_COMMUNITY, "精神康复 精神障碍康复"),
    (Function.ASSISTIVE_DEVICE, "辅具 辅具服务 辅助器具 辅助器具适配"),
    (Function.RESIDENTIAL_CARE, "寄宿 寄宿制托养 全日托养 全日制托养 住宿托养 机构托养"),
    (Function.CULTURE_SPORT, "文体 文化 体育 文体活动 文化体育活动"),
    (Level.REGION, "自治区 省级 自治区本级 自治区直属 regional province"),
    (Level.CITY, "市 市本级 地市级 设区市级 设区市 市直 municipal"),
    (Level.COUNTY, "县 县区级 区县级 县本级 县(市、区)级 县（区）级 县级市 县(市、区)"),
    (Level.TOWNSHIP, "乡镇 镇 乡 乡级 镇级 乡镇(街道) 乡镇街道 街道 街道级 乡镇(街道)级"),
    (Level.VILLAGE, "村 社区 社区级 村(社区) 村居 村(社区)级"),
    (Status.OPERATING, "运营中 正常运营 在运营 运行 运行中 正常运行 已投用 投用 已投入使用 投入使用 使用中 在用 正常使用 已运营 open in_use"),
    (Status.TRIAL, "试运行 试营业 试用 试运营中"),
    (Status.BUILT_NOT_IN_USE, "竣工未投用 已建成未投用 建成未投用 建成未使用 已竣工 竣工 未投用"),
    (Status.UNDER_CONSTRUCTION, "建设中 在建中 施工中 正在建设 已开工"),
    (Status.PREPARATORY, "前期工作 前期阶段 前期准备 筹建 筹建中"),
    (Status.PLANNED, "规划中 拟建 计划 计划建设 未开工"),
    (Status.SUSPENDED, "停运 闲置 停用 暂停运营 暂停使用 停业 停运/闲置"),
    (Status.REPURPOSED, "挪用 改作他用 移作他用 改变用途"),
    (Status.CLOSED, "已关闭 关停 已关停 撤销 已撤销 注销 已注销 拆除 已拆除"),
    (Operation.PUBLIC, "公立 公建公营 公办公营 政府办 国办"),
    (Operation.PUBLIC_PRIVATE_RUN, "公建民营 公办民营 公建公办民营 公建(公办)民营"),
    (Operation.PRIVATE_SUBSIDISED, "民办公补 民建公助"),
    (Operation.PRIVATE_NONPROFIT, "民非 民办非企业单位 社会服务机构 民办非营利"),
    (Operation.PRIVATE_COMPANY, "民企 民营企业 私营企业 企业举办"),
    (Ternary.YES, "有 对 √ ✓ ✔ ☑ y true t 1 1.0 已达标 符合"),
    (Ternary.NO, "无 没有 不是 × ✗ ✘ x n false f 0 0.0 不符合"),
    (Ternary.UNKNOWN, "未知 不清楚 不明 待核实 待核 待定 ? unsure na"),
    (SchoolStage.PRESCHOOL, "学前教育 幼儿园 幼儿 学前班 kindergarten"),
    (SchoolStage.COMPULSORY, "义务 义务教育阶段 义教 小学 初中 九年一贯制 九年义务教育 小学、初中"),
    (SchoolStage.SENIOR, "普高 普通高中 高中阶段 高中教育"),
    (SchoolStage.VOCATIONAL, "职业 职教 中职 职高 职业高中 中等职业教育"),
    (CapacityUnit.BEDS, "张 床 张床位 床位数 bed"),
    (CapacityUnit.DAY_PLACES, "日间 名额 日托名额 日间照料名额 日间托养名额"),
    (CapacityUnit.PLACES, "个学位 学位数 place"),
    (CapacityUnit.PERSONS_PER_YEAR, "人次 人次/年 年人次 人次每年"),
    (Datum.WGS84, "WGS1984 WGS_1984 EPSG:4326 4326 GPS 84坐标 84坐标系"),
    (Datum.CGCS2000, "2000国家大地坐标系 国家2000 大地2000 2000坐标 EPSG:4490 4490 CGCS_2000"),
    (Datum.GCJ02, "火星坐标 火星坐标系 高德 高德坐标 腾讯 高德地图 腾讯地图 国测局坐标 gaode amap"),
    (Datum.BD09, "百度 百度坐标 百度地图 百度坐标系 BD09LL BD-09LL baidu"),
    (Precision.POINT, "点 精确 精确到点 到点位 点位"),
    (Precision.COUNTY, "县 县级 精确到县 区县"),
    (Precision.CITY, "市 市级 到市 精确到市"),
    (ProviderKind.SOCIAL_ORGANISATION, "社会团体 民办非企业 民办非企业单位 民非 社会服务机构 基金会 公益组织"),
    (ProviderKind.PUBLIC_INSTITUTION, "公立医院 公办机构 事业"),
    (ProviderKind.COMPANY, "公司 民营企业 企业法人 有限公司"),
    (ProviderKind.OTHER, "其它"),
    (DeclarationKind.COMPLETE, "无遗漏 确认 已无遗漏 完整"),
    (DeclarationKind.ZERO, "零报 0报告 无 没有 零"),
    (Confidence.HIGH, "高可信 可靠"),
    (Confidence.MEDIUM, "一般 中等"),
    (Confidence.LOW, "低可信 较低"),
    (DisabilityCategory.VISUAL, "视力残疾 视力残疾人 视残"),
    (DisabilityCategory.HEARING, "听力残疾 听力残疾人 听残"),
    (DisabilityCategory.SPEECH, "言语残疾 言语残疾人"),
    (DisabilityCategory.PHYSICAL, "肢体残疾 肢体残疾人 肢残"),
    (DisabilityCategory.INTELLECTUAL, "智力残疾 智力残疾人 智残"),
    (DisabilityCategory.MENTAL, "精神残疾 精神残疾人"),
    (DisabilityCategory.MULTIPLE, "多重残疾 多重残疾人 多残"),
    (FundKind.LOTTERY, "中央彩票 中央专项彩票公益金 中央集中彩票公益金 中央财政彩票公益金"),
    (FundKind.CENTRAL, "中央补助资金 中央财政补助 中央财政补助资金"),
    (FundKind.REGION, "自治区资金 自治区财政 自治区补助 自治区级 自治区本级 自治区补助资金 自治区财政资金 省级"),
    (FundKind.CITY, "市级 市级资金 市级财政 市财政 市本级 市级补助 市级财政资金 市级配套"),
    (FundKind.COUNTY, "县配套 县级配套 县级 县级资金 县级财政 县财政 县区配套 县(市、区)级 县(市、区) 县级配套资金 区县配套"),
    (FundKind.EMPLOYMENT_LEVY, "残疾人就业保障金 就业保障金"),
    (Measure.NEW, "新建项目 新设"),
    (Measure.CONVERSION, "改建 改造 改造利用 利用既有建筑 利用闲置 转型"),
    (Measure.EXPANSION, "扩建项目 增容"),
)  # fmt: skip

_SIGNS = frozenset("√✓✔☑×✗✘?")


@lru_cache(maxsize=8192)
def plain_word(word: str) -> str:
    """A word without width, case, spaces and punctuation; a tick or a cross stays."""
    plain = unicodedata.normalize("NFKC", word).casefold().strip()
    return plain if plain in _SIGNS else _PLAIN.sub("", plain)


@lru_cache(maxsize=32)
def _index(vocabulary: type[E_]) -> dict[str, E_]:
    index: dict[str, E_] = {}
    for member in vocabulary:
        code: Code = member  # type: ignore[assignment]
        words = WORDS[code]
        bare = re.sub(r"（[^（）]*）", "", words.zh)
        for word in (member.value, member.name, words.zh, words.en, bare):
            index.setdefault(plain_word(word), member)
    for code, synonyms in _SYNONYMS:
        if isinstance(code, vocabulary):
            for word in synonyms.split():
                index.setdefault(plain_word(word), code)
    return index


def member_of(vocabulary: type[E_], word: str) -> E_ | None:
    """The code a word stands for in a closed list, or None."""
    return _index(vocabulary).get(plain_word(word))


def accepted_words(vocabulary: type[StrEnum], chinese: bool = True) -> str:
    """The words of a closed list as one would put them in a sentence."""
    if chinese:
        return "、".join(WORDS[m].zh for m in vocabulary)  # type: ignore[index]
    return ", ".join(str(m.value) for m in vocabulary)
