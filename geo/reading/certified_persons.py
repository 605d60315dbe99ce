"""Reading 持证残疾人: holders of a disability certificate by county, category, grade and age."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.issues import Severity
from geo.reading.collect import ReadRow, read_form, read_rows, reading_of, refuse_repeats
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import as_of_column, county_column, source_column
from geo.reading.synonyms import plain_word
from geo.records import CertifiedPersons
from geo.text import Text
from geo.vocabulary import DisabilityCategory

MAX_PERSONS = 1_000_000
"""No county has so many certificate holders: more is a slip."""
GRADES = (1, 2, 3, 4)
OLDEST = 120

_BASIS = Text(
    "持证人数与抽样推算不是一个口径，不能相加、相除。",
    "Certificate holders and survey estimates are two bases, never added or divided.",
)

CERTIFIED_PERSONS = Form(
    form_id="certified_persons",
    title=Text("持证残疾人", "Certificate holders"),
    purpose=Text(
        "各县(市、区)持证残疾人数，只报合计，不报个人；可按类别、等级、年龄段分行填。",
        "Certificate holders per county: numbers only, no persons; by category, grade and age "
        "where known, one row each.",
    ),
    sheet_names=("持证残疾人数", "持证人数", "持证残疾人情况", "certified"),
    columns=(
        county_column(),
        Column(
            "category",
            "残疾类别",
            Text("七类之一；不分类别的合计留空。", "One of seven; empty for all together."),
            synonyms=("类别", "残疾类型", "残疾种类", "disability_category"),
            words=DisabilityCategory,
            sample="肢体",
        ),
        Column(
            "grade",
            "残疾等级",
            Text(
                "一级至四级，一行一级；不分等级的合计留空。",
                "1 (most severe) to 4, one per row; empty for all together.",
            ),
            synonyms=("等级", "级别", "残疾级别", "disability_grade"),
            sample="一级",
        ),
        Column(
            "age_band",
            "年龄段",
            Text(
                "周岁，如“7-17岁”“60岁及以上”；不分年龄的合计留空。",
                "Full years, such as 7-17 or 60+; empty for all together.",
            ),
            synonyms=("年龄", "年龄组", "年龄分组", "age"),
            sample="7-17岁",
        ),
        Column(
            "persons",
            "人数",
            Text("持证人数，单位：人。", "Certificate holders, in persons."),
            required=True,
            synonyms=("持证人数", "持证残疾人数", "持证残疾人", "残疾人数", "人口数"),
            sample="1280",
            why=_BASIS,
        ),
        as_of_column(
            Text("人数截至哪一天；只写年的按年末。", "The day it stands for; a year means its end.")
        ),
        source_column(Text("统计报表、台账的名称。", "The report or register it is from.")),
    ),
)

_ALL = frozenset(
    map(plain_word, ["合计", "总计", "小计", "全部", "不分", "所有", "全年龄", "all", "total"])
)
_GRADES = {
    plain_word(word): grade
    for grade, words in {
        1: "1 一 一级 1级 壹级 ⅰ ⅰ级 i 1.0 grade1",
        2: "2 二 二级 2级 贰级 ⅱ ⅱ级 ii 2.0 grade2",
        3: "3 三 三级 3级 叁级 ⅲ ⅲ级 iii 3.0 grade3",
        4: "4 四 四级 4级 肆级 ⅳ ⅳ级 iv 4.0 grade4",
    }.items()
    for word in words.split()
}
_YEARS = r"(?:周?岁)?"
_BETWEEN = re.compile(rf"(\d{{1,3}}){_YEARS}(?:-|~|—|–|―|至|到)+(\d{{1,3}}){_YEARS}")
_FROM = re.compile(rf"(\d{{1,3}}){_YEARS}(?:\+|(?:及|含)?以上|andover)")
_UP_TO = re.compile(rf"(\d{{1,3}}){_YEARS}(?:及|含)?以下")
_BELOW = re.compile(rf"(?:未满|不满|<)(\d{{1,3}}){_YEARS}")


def read_certified_persons(source: Path | bytes, filename: str) -> Reading[CertifiedPersons]:
    """The numbers of certificate holders of a file."""
    return read_form(source, filename, CERTIFIED_PERSONS, certified_persons_of)


def certified_persons_of(table: FormTable) -> Reading[CertifiedPersons]:
    """The numbers of a table already opened; a total that differs from its parts is a warning."""
    rows = read_rows(table, _persons)
    refuse_repeats(
        rows,
        lambda p: p.record_id,
        Text("县、类别、等级、年龄段和时点都相同", "county, category, grade, age and day"),
    )
    _compare_totals(rows)
    return reading_of(table, rows, lambda p: p.record_id)


def age_band_of(text: str) -> str | None:
    """The age band a cell names as ``7-17`` or ``60+``, empty for all ages, or None.

    以上 and 以下 include the age itself, 未满 does not (《民法典》第一千二百五十九条).
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    if plain_word(plain) in _ALL or not plain:
        return ""
    if match := _BETWEEN.fullmatch(plain):
        first, last = int(match[1]), int(match[2])
    elif match := _FROM.fullmatch(plain):
        return f"{int(match[1])}+" if int(match[1]) <= OLDEST else None
    elif match := _UP_TO.fullmatch(plain):
        first, last = 0, int(match[1])
    elif match := _BELOW.fullmatch(plain):
        first, last = 0, int(match[1]) - 1
    else:
        return None
    return f"{first}-{last}" if first <= last <= OLDEST else None


def _persons(row: RowReader) -> tuple[CertifiedPersons, ...]:
    county_code = row.required_county()
    category = None
    if plain_word(row.text("category")) not in _ALL:
        category = row.one("category", DisabilityCategory)
    grade, age_band = _grade(row), _age_band(row)
    persons = row.whole("persons", MAX_PERSONS)
    if persons is None and not row.failed:
        row.missing("persons")
    as_of = row.day("as_of", last=True)
    if row.failed or persons is None:
        return ()
    return (
        CertifiedPersons(
            record_id=stable_id("P", county_code, category, grade, age_band, as_of),
            county_code=county_code,
            category=category,
            grade=grade,
            age_band=age_band,
            persons=persons,
            as_of=as_of,
            source=row.text("source"),
        ),
    )


def _grade(row: RowReader) -> int | None:
    text = row.text("grade")
    word = plain_word(text)
    if not text or word in _ALL:
        return None
    if (grade := _GRADES.get(word)) is None:
        row.add(
            "grade_unknown",
            Severity.ERROR,
            Text(f"“{text[:40]}”不是一个残疾等级。", f"“{text[:40]}” is no single grade."),
            Text(
                "请写一级、二级、三级或四级，一行一级；合计留空。",
                "Write 1, 2, 3 or 4, one per row; leave it empty for all together.",
            ),
            "grade",
        )
    return grade


def _age_band(row: RowReader) -> str:
    text = row.text("age_band")
    found = age_band_of(text)
    if found is None:
        row.add(
            "age_band_unreadable",
            Severity.ERROR,
            Text(f"看不懂年龄段“{text[:40]}”。", f"“{text[:40]}” is no age band."),
            Text(
                "请写“7-17岁”“60岁及以上”这样的周岁范围；合计留空。",
                "Write full years such as 7-17 or 60+; leave it empty for all together.",
            ),
            "age_band",
        )
    return found or ""


def _compare_totals(rows: Sequence[ReadRow[CertifiedPersons]]) -> None:
    """Warn where the parts of a total are more than it, or all there and not the same."""
    read = {
        replace(record, persons=0, source="", record_id=""): (row.row, record.persons)
        for row in rows
        if not row.row.failed
        for record in row.records
    }
    for key, (row, total) in read.items():
        for axis, parts in _divisions(key):
            found = [read[part][1] for part in parts if part in read]
            if sum(found) > total or (len(found) == len(parts) and sum(found) < total):
                _not_the_sum(row, axis, sum(found), total)


def _divisions(key: CertifiedPersons) -> Iterator[tuple[Text, list[CertifiedPersons]]]:
    """The ways a total is divided into parts that do not overlap: by category, by grade."""
    if key.category is None:
        yield Text("各类别", "categories"), [replace(key, category=c) for c in DisabilityCategory]
    if key.grade is None:
        yield Text("各等级", "grades"), [replace(key, grade=g) for g in GRADES]


def _not_the_sum(row: RowReader, axis: Text, parts: int, total: int) -> None:
    row.add(
        "total_not_the_sum",
        Severity.WARNING,
        Text(
            f"{axis.zh}相加 {parts} 人，与合计 {total} 人不符。",
            f"The {axis.en} add up to {parts}, the total says {total}.",
        ),
        Text(
            "请核对合计和各行；按现有数字先收下。",
            "Check the total and its parts; the figures are taken as they are.",
        ),
        "persons",
    )
