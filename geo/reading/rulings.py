"""Reading 认定口径: how a competent body answers a question of counting, with its document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geo.issues import Severity
from geo.reading.bodies import body
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import county_column, source_column
from geo.reading.synonyms import member_of, plain_word
from geo.records import Ruling
from geo.text import Text
from geo.vocabulary import Level, Operation, ProviderKind

_OFFICIAL = Text("口径经认定后才作为正式结论的依据。", "A ruling makes a reading official.")

RULINGS = Form(
    form_id="rulings",
    title=Text("认定口径", "Rulings"),
    purpose=Text(
        "有权单位对“算不算”的书面答复，一问一行。",
        "A competent body's written answer on what counts; one question per row.",
    ),
    sheet_names=("ruling", "口径", "认定口径表"),
    columns=(
        Column(
            "requirement_id",
            "规划要求",
            Text("规划要求的编号，见“核查”页。", "The id of the requirement, as on its page."),
            required=True,
            synonyms=("规划要求编号", "要求编号", "条款编号", "requirement", "规划要求ID", "要求"),
            sample="yulin.three-facilities",
            why=_OFFICIAL,
        ),
        county_column(
            Text("适用的县；对各县都适用的写“全部”。", "The county, or “all”."),
            _OFFICIAL,
            header="适用县",
            synonyms=("适用范围",),
            required=False,
            sample="全部",
        ),
        Column(
            "question",
            "问题",
            Text(
                "如“民办公助”（是否计入）、“市级”（是否计入）、“人口口径”、“评估结论”。",
                "Such as operation.private_subsidised, level.city, population_basis, judgement.",
            ),
            required=True,
            synonyms=("认定问题", "认定事项", "口径问题", "事项"),
            sample="民办公助",
            why=_OFFICIAL,
        ),
        Column(
            "ruling",
            "认定意见",
            Text(
                "计入、不计入；常住、户籍；已达到、尚未达到。",
                "counts, does_not_count; resident, registered; met, unmet.",
            ),
            required=True,
            synonyms=("认定", "认定结果", "口径", "意见", "答复", "结论", "认定口径", "answer"),
            sample="计入",
            why=_OFFICIAL,
        ),
        Column(
            "body",
            "认定单位",
            Text("作出认定的单位。", "The body that rules."),
            required=True,
            synonyms=("单位", "认定机关", "认定部门", "答复单位"),
            sample="玉林市残疾人工作委员会",
            why=_OFFICIAL,
        ),
        source_column(
            Text("认定文件的文号或名称。", "Number or name of the document."),
            _OFFICIAL,
            name="document",
            header="文号",
            synonyms=("文件", "文件文号", "认定文件", "source"),
            required=True,
            sample="玉残工委〔2026〕2号",
        ),
        Column(
            "date",
            "日期",
            Text("认定文件的日期。", "The day of the document."),
            required=True,
            synonyms=("认定日期", "认定时间", "文件日期", "发文日期"),
            sample="2026-01-15",
            why=Text("先后不一致时以较新的为准。", "Where two differ, the later holds."),
        ),
    ),
)

_REQUIREMENT = re.compile(r"[a-z0-9]+\.[a-z0-9-]+")
_QUESTION = re.compile(r"[a-z_]+(?:\.[a-z0-9_-]+)?")
_ALL = frozenset(
    plain_word(w)
    for w in (
        "all",
        "全部",
        "各县",
        "所有县",
        "全市",
        "各县区",
        "各县（区）",
        "各县(市、区)",
        "所有",
    )
)
_ANSWERS = {
    plain_word(word): answer
    for answer, words in {
        "counts": "counts 计入 算 可计入 予以计入 认可 纳入",
        "does_not_count": "does_not_count 不计入 不算 不予计入 不认可 不纳入",
        "resident": "resident 常住 常住人口",
        "registered": "registered 户籍 户籍人口",
        "met": "met 已达到 达到 已完成",
        "unmet": "unmet 尚未达到 未达到 未完成",
    }.items()
    for word in words.split()
}
_GROUPS: tuple[tuple[str, str, type[Operation] | type[Level] | type[ProviderKind]], ...] = (
    ("operation", "举办方式", Operation),
    ("level", "级别", Level),
    ("provider", "机构性质", ProviderKind),
)
_NAMED = {
    plain_word(word): question
    for question, words in {
        "population_basis": "population_basis 人口口径 人口基数 人口统计口径 采用人口",
        "judgement": "judgement judgment 评估结论 书面判断 结论 完成情况",
    }.items()
    for word in words.split()
}


def read_rulings(source: Path | bytes, filename: str) -> Reading[Ruling]:
    """The rulings of a file. Whether a requirement asks the question is not checked here."""
    return read_form(source, filename, RULINGS, rulings_of)


def rulings_of(
    table: FormTable, requirement_ids: Mapping[str, str] | None = None
) -> Reading[Ruling]:
    """The rulings of a table already opened; ``requirement_ids`` by the titles on screen."""
    known = {plain_word(title): found for title, found in (requirement_ids or {}).items()}
    return read_each_once(
        table,
        lambda row: _ruling(row, known),
        lambda r: r.ruling_id,
        Text("要求、县、问题、文号和日期都相同", "requirement, county, question and document"),
    )


@lru_cache(maxsize=1024)
def question_id(text: str) -> str | None:
    """The id of a question, given as such or in words: 民办公助, 级别：市级, 人口口径; or None."""
    plain = plain_word(text)
    if plain in _NAMED:
        return _NAMED[plain]
    head, _, tail = re.sub(r"[：:．]", ".", text.strip()).partition(".")
    for prefix, title, vocabulary in _GROUPS:
        if tail and plain_word(head) in (prefix, plain_word(title)):
            found = member_of(vocabulary, tail)
            return f"{prefix}.{found.value}" if found is not None else None
    for prefix, _, vocabulary in _GROUPS:
        found = member_of(vocabulary, text)
        if found is not None:
            return f"{prefix}.{found.value}"
    return text.strip() if _QUESTION.fullmatch(text.strip()) else None


def _ruling(row: RowReader, known: Mapping[str, str]) -> tuple[Ruling, ...]:
    written = row.required_text("requirement_id")
    requirement_id = known.get(plain_word(written), written.lower())
    if requirement_id and not _REQUIREMENT.fullmatch(requirement_id):
        row.add(
            "requirement_unreadable",
            Severity.ERROR,
            Text("这不是规划要求的名称或编号。", "This is no title and no id of a requirement."),
            Text(
                "请照“核查”页上的名称或编号写，例如 yulin.three-facilities。",
                "Write its title or id as on the findings page, such as yulin.three-facilities.",
            ),
            "requirement_id",
        )
    county = row.text("county")
    county_code = "" if not county or plain_word(county) in _ALL else row.county()
    question = _question(row)
    answer = _answer(row)
    ruled_by, document = body(row, "body"), row.required_text("document")
    if not row.text("date"):
        row.missing("date")
    day = row.day("date", last=True)
    if day is None and not row.failed:
        row.missing("date")
    if row.failed or day is None:
        return ()
    return (
        Ruling(
            ruling_id=stable_id("R", requirement_id, county_code, question, document, day),
            requirement_id=requirement_id,
            question=question,
            ruling=answer,
            body=ruled_by,
            document=document,
            date=day,
            county_code=county_code,
        ),
    )


def _question(row: RowReader) -> str:
    text = row.required_text("question")
    found = question_id(text) if text else ""
    if found is None:
        row.add(
            "question_unknown",
            Severity.ERROR,
            Text(f"看不懂这个问题：“{text[:40]}”。", f"This question is not known: “{text[:40]}”."),
            Text(
                "请写举办方式（如“民办公助”）、级别（如“市级”）、机构性质（如“企业”）、“人口口径”或“评估结论”。",
                "Write operation.<code>, level.<code>, provider.<code>, population_basis or "
                "judgement.",
            ),
            "question",
        )
    return found or ""


def _answer(row: RowReader) -> str:
    text = row.required_text("ruling")
    found = _ANSWERS.get(plain_word(text)) if text else ""
    if found is None:
        row.add(
            "ruling_unknown",
            Severity.ERROR,
            Text(f"看不懂这个意见：“{text[:40]}”。", f"This answer is not known: “{text[:40]}”."),
            Text(
                "请写：计入、不计入；常住、户籍；已达到、尚未达到。",
                "Write: counts, does_not_count; resident, registered; met, unmet.",
            ),
            "ruling",
        )
    return found or ""
