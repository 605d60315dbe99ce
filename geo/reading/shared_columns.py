"""The columns most forms have: which county, as of which day, on which document it rests.

A county names them in the same few ways whatever the form, so what is accepted is written once.
"""

from __future__ import annotations

from geo.reading.form import NOTHING, Column
from geo.text import Text

COUNTY_WORDS = (
    "所在县",
    "县",
    "县区",
    "县(市、区)",
    "县（区）",
    "县市区",
    "区县",
    "所在县区",
    "所在区县",
    "所在县(市、区)",
    "所属县",
    "所属县区",
    "县级行政区",
    "行政区划",
    "行政区划代码",
    "区划名称",
    "区划代码",
    "县名",
    "县名称",
    "县区名称",
    "县区名",
    "县市区名称",
    "县(市、区)别",
    "县别",
    "区县名称",
    "所在县市区",
    "所在县(区)",
    "所在区(县)",
    "所属区县",
    "所属县市区",
    "所在行政区",
    "所属行政区",
    "所属辖区",
    "所在辖区",
    "辖区",
    "属地",
    "county_code",
    "county_name",
    "district",
)
AS_OF_WORDS = (
    "时点",
    "截至日期",
    "截止日期",
    "截至时间",
    "统计时点",
    "统计日期",
    "数据时点",
    "as_of",
)
SOURCE_WORDS = ("来源", "数据来源", "佐证材料", "依据", "文号")


def county_column(
    meaning: Text | None = None,
    why: Text = NOTHING,
    *,
    header: str = "所在县",
    synonyms: tuple[str, ...] = (),
    required: bool = True,
    sample: str = "容县",
) -> Column:
    """The column ``county``: the county a row is about."""
    return Column(
        "county",
        header,
        meaning or Text("县(市、区)。", "The county."),
        required=required,
        synonyms=_words(header, COUNTY_WORDS, synonyms),
        sample=sample,
        why=why,
    )


def as_of_column(
    meaning: Text,
    why: Text = NOTHING,
    *,
    name: str = "as_of",
    header: str = "时点",
    synonyms: tuple[str, ...] = (),
    required: bool = False,
    sample: str = "2025-12-31",
) -> Column:
    """The column ``as_of``: the day the figures of a row stand for."""
    return Column(
        name,
        header,
        meaning,
        required=required,
        synonyms=_words(header, AS_OF_WORDS, synonyms, (name,)),
        sample=sample,
        why=why,
    )


def source_column(
    meaning: Text,
    why: Text = NOTHING,
    *,
    name: str = "source",
    header: str = "来源",
    synonyms: tuple[str, ...] = (),
    required: bool = False,
    sample: str = "容残联〔2026〕5号",
) -> Column:
    """The column ``source``: the document or register a row rests on."""
    return Column(
        name,
        header,
        meaning,
        required=required,
        synonyms=_words(header, SOURCE_WORDS, synonyms, (name,)),
        sample=sample,
        why=why,
    )


def _words(
    header: str,
    shared: tuple[str, ...],
    own: tuple[str, ...],
    names: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The accepted headers beside the form's own, each once."""
    words = dict.fromkeys((*shared, *own))
    return tuple(word for word in words if word not in (header, *names))
