"""The workbook to fill in: one sheet per form with choices to pick from, and a sheet that explains.

The data sheets hold a header and nothing else, so that no explanation is ever read as a row.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from geo.reading.form import Column, Form
from geo.reading.workbook import FORMS, NOTES_SHEET
from geo.text import Language, Text
from geo.vocabulary import WORDS, Code

_ROWS = 2000
"""Rows with choices to pick from; the reader takes more."""
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into the file in place of the clock: the same template has the same bytes."""
_LISTS_FROM = 20
"""The column of the sheet of explanations where longer lists stand, hidden."""
_LONGEST_LIST = 250
"""A spreadsheet holds at most 255 characters of choices in a cell rule."""

_TITLES: tuple[Text, ...] = (
    Text("表", "Form"),
    Text("列", "Column"),
    Text("必填", "Required"),
    Text("说明", "Meaning"),
    Text("可选的词", "Accepted words"),
    Text("示例", "Example"),
)
_RULES: tuple[Text, ...] = (
    Text("填表须知", "Before you start"),
    Text(
        "1. 每张表第一行是表头，从第二行起一行填一条；不需要的表留空即可。",
        "1. Row 1 is the header; fill one record per row from row 2. Leave unused sheets empty.",
    ),
    Text(
        "2. 空着表示不知道，不等于“没有”或 0；确实没有的，用“无遗漏确认”表作零报告。",
        "2. Empty means not known, never none or 0; report none on the Completeness sheet.",
    ),
    Text(
        "3. 不要填写姓名、身份证号、残疾人证号、银行卡号和电话：含号码的文件整份拒收。",
        "3. No personal names, identity, certificate or card numbers: such a file is refused.",
    ),
    Text(
        "4. 日期写 2016-09-01、2016年9月 或 2016；是/否类的列填 是、否、不详。",
        "4. Dates: 2016-09-01, 2016-09 or 2016. Yes/no columns: yes, no, unknown.",
    ),
    Text(
        "5. 有坐标的必须写坐标系，否则该点不上图。",
        "5. A point needs its datum, or it is kept off the map.",
    ),
)


def facility_template(language: Language) -> bytes:
    """The template as xlsx: every form, headers and choices in this language."""
    return form_template(FORMS, language, _RULES)


def form_template(forms: Sequence[Form], language: Language, rules: Sequence[Text] = ()) -> bytes:
    """A sheet for each form and one that explains them; ``rules``: above the explanations.

    Without rules the purposes of the forms stand there.
    """
    said = rules or [form.purpose for form in forms]
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": Text("填报模板", "Template").get(language), "created": _CREATED})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    must = book.add_format(
        {"bold": True, "bg_color": "#CFE0F0", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    text = book.add_format({"num_format": "@"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    notes_name = NOTES_SHEET.get(language)
    long_lists = [w for w in _closed_lists(forms) if not _fits(words_of(w, language))]
    for form in forms:
        sheet = book.add_worksheet(form.title.get(language))
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 32)
        for index, column in enumerate(form.columns):
            title = header_of(column, language)
            sheet.write_string(0, index, title, must if column.required else head)
            sheet.set_column(index, index, max(12, min(24, 2 * len(title))), text)
            sheet.write_comment(0, index, _comment(form, column, language), {"x_scale": 2})
            if column.words is not None:
                words = words_of(column.words, language)
                source: list[str] | str = list(words)
                if column.words in long_lists:
                    letter = xl_col_to_name(_LISTS_FROM + long_lists.index(column.words))
                    source = f"='{notes_name}'!${letter}$1:${letter}${len(words)}"
                _offer(sheet, index, source, column, language)
    notes = book.add_worksheet(notes_name)
    for place, vocabulary in enumerate(long_lists):
        notes.write_column(0, _LISTS_FROM + place, words_of(vocabulary, language))
        notes.set_column(_LISTS_FROM + place, _LISTS_FROM + place, None, None, {"hidden": True})
    for place, rule in enumerate(said):
        notes.write_string(place, 0, rule.get(language), bold if place == 0 else None)
    top = len(said) + 1
    for index, heading in enumerate(_TITLES):
        notes.write_string(top, index, heading.get(language), head)
    for index, width in enumerate((16, 18, 8, 56, 56, 24)):
        notes.set_column(index, index, width)
    line = top
    for form in forms:
        for column in form.columns:
            line += 1
            for index, value in enumerate(explanation(form, column, language)):
                notes.write_string(line, index, value, wrap)
    book.close()
    return stream.getvalue()


def header_of(column: Column, language: Language) -> str:
    """The header as the template writes it."""
    return column.header if language == "zh" else column.name


def explanation(form: Form, column: Column, language: Language) -> tuple[str, ...]:
    """Form, column, required, meaning, accepted words and example of a column, as words."""
    required = Text("是", "yes") if column.required else Text("", "")
    if column.name in form.one_of:
        required = Text("二选一", "one of two")
    return (
        form.title.get(language),
        header_of(column, language),
        required.get(language),
        column.meaning.get(language),
        "；".join(words_of(column.words, language)) if column.words else "",
        _sample(column, language),
    )


def words_of(words: type[StrEnum], language: Language) -> tuple[str, ...]:
    """The words of a closed list as a cell takes them: Chinese words, or the codes."""
    members: list[Code] = list(words)
    return tuple(WORDS[m].zh if language == "zh" else m.value for m in members)


def _sample(column: Column, language: Language) -> str:
    if language == "en" and column.words is not None:
        return next(iter(column.words)).value
    return column.sample


def _comment(form: Form, column: Column, language: Language) -> str:
    _, _, required, meaning, words, sample = explanation(form, column, language)
    labels = (
        (Text("必填：", "Required: "), required),
        (Text("", ""), meaning),
        (Text("可选：", "One of: "), words),
        (Text("示例：", "Example: "), sample),
    )
    return "\n".join(label.get(language) + value for label, value in labels if value)


def _closed_lists(forms: Sequence[Form]) -> tuple[type[StrEnum], ...]:
    """The closed lists of all forms, each once."""
    return tuple(
        dict.fromkeys(c.words for form in forms for c in form.columns if c.words is not None)
    )


def _fits(words: tuple[str, ...]) -> bool:
    return len(",".join(words)) <= _LONGEST_LIST


def _offer(
    sheet: xlsxwriter.worksheet.Worksheet,
    index: int,
    source: list[str] | str,
    column: Column,
    language: Language,
) -> None:
    """Offer the accepted words; where a column takes several, others may be written."""
    letter = xl_col_to_name(index)
    sheet.data_validation(
        f"{letter}2:{letter}{_ROWS}",
        {
            "validate": "list",
            "source": source,
            "error_type": "information",
            "error_title": Text("请核对", "Please check").get(language),
            "error_message": Text("不在可选的词里。", "None of the words.").get(language),
            "show_error": not column.several,
        },
    )
