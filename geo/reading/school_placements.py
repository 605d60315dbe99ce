"""Reading 学龄残疾儿童安置: where a county's children of school age are taught, and the places."""

from __future__ import annotations

from pathlib import Path

from geo.issues import Severity
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import as_of_column, county_column, source_column
from geo.records import SchoolPlacement
from geo.text import Text

MAX_CHILDREN = 1_000_000
"""No county has so many children of school age: more is a slip."""

PARTS = ("special_school", "regular_class", "special_class", "home_teaching", "not_placed")
"""Where a child of school age is, each in one of them."""

_SHORTAGE = Text(
    "学位缺口由学位、在读和未安置人数算出，缺一项即为待报。",
    "The shortage of places needs places, enrolment and children not placed, all of them.",
)

SCHOOL_PLACEMENTS = Form(
    form_id="school_placements",
    title=Text("学龄残疾儿童安置", "School placement"),
    purpose=Text(
        "各县(市、区)义务教育阶段残疾儿童少年的就学安置，每人只计一处；未掌握的留空，不填 0。",
        "Children with disabilities of compulsory-school age per county, each counted in one "
        "place; leave empty what is not known.",
    ),
    sheet_names=(
        "学龄儿童安置",
        "残疾儿童安置",
        "残疾儿童就学",
        "适龄残疾儿童少年安置",
        "义务教育安置",
        "placement",
    ),
    columns=(
        county_column(),
        Column(
            "school_age_children",
            "学龄残疾儿童人数",
            Text("义务教育阶段的总人数。", "All of them, of compulsory-school age."),
            required=True,
            synonyms=(
                "学龄残疾儿童",
                "学龄残疾儿童数",
                "学龄残疾儿童少年",
                "学龄残疾儿童少年人数",
                "适龄残疾儿童",
                "适龄残疾儿童人数",
                "适龄残疾儿童少年",
                "适龄残疾儿童少年人数",
                "义务教育阶段残疾儿童少年",
                "残疾儿童少年人数",
                "残疾儿童人数",
                "school-age children",
            ),
            sample="320",
        ),
        Column(
            "special_school",
            "特殊教育学校就读",
            Text("在特殊教育学校就读的人数。", "Taught at a special-education school."),
            synonyms=(
                "特殊教育学校",
                "特殊教育学校人数",
                "特殊教育学校就读人数",
                "特殊教育学校在校生",
                "特教学校",
                "特教学校就读",
                "特教学校就读人数",
                "特教学校在校生",
            ),
            sample="120",
            why=_SHORTAGE,
        ),
        Column(
            "regular_class",
            "随班就读",
            Text("在普通学校随班就读的人数。", "Taught in a regular class."),
            synonyms=("随班就读人数", "随班", "普通学校随班就读", "regular class"),
            sample="130",
        ),
        Column(
            "special_class",
            "特教班就读",
            Text("在普通学校特教班就读的人数。", "Taught in a special class of a regular school."),
            synonyms=(
                "特教班",
                "特教班人数",
                "特教班就读人数",
                "特殊教育班",
                "普通学校特教班",
                "special class",
            ),
            sample="20",
            why=_SHORTAGE,
        ),
        Column(
            "home_teaching",
            "送教上门",
            Text("送教上门的人数。", "Taught at home."),
            synonyms=("送教上门人数", "送教", "送教人数", "home teaching"),
            sample="40",
        ),
        Column(
            "not_placed",
            "未安置",
            Text("尚未安置就学的人数；确实没有的填 0。", "Not placed yet; 0 if there is none."),
            synonyms=(
                "未安置人数",
                "未入学",
                "未入学人数",
                "未就学",
                "未就学人数",
                "尚未安置",
                "not placed",
            ),
            sample="10",
            why=_SHORTAGE,
        ),
        Column(
            "places",
            "学位",
            Text(
                "本县儿童可用的特殊教育学校和特教班学位总数，含已占用的；没有的填 0。",
                "Places of special-education schools and special classes open to the county's "
                "children, those taken included; 0 if there is none.",
            ),
            synonyms=(
                "学位数",
                "学位总数",
                "特殊教育学位",
                "特教学位",
                "可用学位",
                "school_places",
            ),
            sample="150",
            why=_SHORTAGE,
        ),
        as_of_column(
            Text(
                "人数截至哪一天；只写年的按年末。", "The day it stands for; a year means its end."
            ),
            Text("评估时点之后的数不采用。", "Figures of a later day are not used."),
        ),
        source_column(
            Text("学籍、入学台账等。", "School register and the like."), sample="容县教育局学籍台账"
        ),
    ),
)


def read_school_placements(source: Path | bytes, filename: str) -> Reading[SchoolPlacement]:
    """The placements of a file, one per county and day."""
    return read_form(source, filename, SCHOOL_PLACEMENTS, school_placements_of)


def school_placements_of(table: FormTable) -> Reading[SchoolPlacement]:
    """The placements of a table already opened."""
    return read_each_once(
        table,
        _placement,
        lambda p: p.record_id,
        Text("县和时点都相同", "county and day are the same"),
    )


def _placement(row: RowReader) -> tuple[SchoolPlacement, ...]:
    county_code = row.required_county()
    children = row.whole("school_age_children", MAX_CHILDREN)
    parts = {name: row.whole(name, MAX_CHILDREN) for name in PARTS}
    places = row.whole("places", MAX_CHILDREN)
    as_of = row.day("as_of", last=True)
    if row.failed:
        return ()
    _compare_children(row, children, parts)
    _compare_places(row, places, parts)
    return (
        SchoolPlacement(
            record_id=stable_id("E", county_code, as_of),
            county_code=county_code,
            school_age_children=children,
            places=places,
            as_of=as_of,
            source=row.text("source"),
            **parts,
        ),
    )


def _compare_children(row: RowReader, children: int | None, parts: dict[str, int | None]) -> None:
    """Warn where the parts are more than the total, or all there and fewer."""
    if children is None:
        return
    placed = sum(n for n in parts.values() if n is not None)
    if placed > children:
        row.add(
            "placement_exceeds_children",
            Severity.WARNING,
            Text(
                f"各种安置和未安置相加 {placed} 人，多于总数 {children} 人。",
                f"The parts add up to {placed}, more than the {children} children.",
            ),
            Text(
                "请核对：送教上门的学生如学籍在特殊教育学校，只计一处。",
                "Check: a child taught at home who is on a school's roll counts in one place.",
            ),
            "school_age_children",
        )
    elif placed < children and None not in parts.values():
        row.add(
            "placement_below_children",
            Severity.WARNING,
            Text(
                f"各种安置和未安置相加 {placed} 人，比总数少 {children - placed} 人。",
                f"The parts add up to {placed}, {children - placed} fewer than the total.",
            ),
            Text(
                "请核对少的人在哪里；尚未安置的计入“未安置”。",
                "Check where the others are; who is not placed belongs under “not_placed”.",
            ),
            "school_age_children",
        )


def _compare_places(row: RowReader, places: int | None, parts: dict[str, int | None]) -> None:
    """Warn where more are taught in special schools and classes than there are places."""
    taken = (parts["special_school"] or 0) + (parts["special_class"] or 0)
    if places is None or taken <= places:
        return
    row.add(
        "enrolled_exceeds_places",
        Severity.WARNING,
        Text(
            f"在特殊教育学校和特教班就读 {taken} 人，多于学位 {places} 个。",
            f"{taken} are taught in special schools and classes, more than the {places} places.",
        ),
        Text(
            "请核对：在外县或市属学校就读的，其学位也要计入；确属超员的不用改。",
            "Check: places elsewhere taken by the county's children belong here too; leave it if "
            "the school is over-full.",
        ),
        "places",
    )
