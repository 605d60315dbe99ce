"""The page ``docs/forms.md``: every form and column, written from the forms themselves.

``python -m geo.reading.forms_page`` prints it; a test fails when the page lags behind the forms.
"""

from __future__ import annotations

import sys

from geo.people.village_form import VILLAGES
from geo.reading.candidate_site_form import CANDIDATE_SITES
from geo.reading.form import Column, Form
from geo.reading.template import words_of
from geo.reading.workbook import FORMS

_HEAD = """# Forms 表样

What a file has to look like. Headers may be Chinese or English, in any order; width, case, spaces,
punctuation and a unit in parentheses make no difference; a title above the header is passed over.
Files: `.xlsx`, `.xls`, `.csv` (UTF-8 or GBK; comma, semicolon or tab), up to 50 MB.
This page is written by `python -m geo.reading.forms_page`.

表头中英文均可，列的先后不限；全角半角、大小写、空格、标点和括号里的单位不影响识别，表头上方可以有标题。
空着表示不知道，不等于“没有”或 0；“/”“—”视同空着。
不要填写姓名、身份证号、残疾人证号、银行卡号：含号码的文件整份拒收。

- Dates 日期: 2016-09-01, 2016/9/1, 2016.9, 2016年9月, 2016. A month or a year is kept as such.
- Yes/no 是否: 是 / 否 / 不详 (yes / no / unknown; 有, 无, √, × too); empty is not known.
- Several words 多项: separated by 、 ， , ; ； / or |.
- Columns that are on no form are named and not read; columns with contacts (负责人, 联系电话 …) are
  dropped while reading and named.
- Identity numbers, disability-certificate numbers, bank cards and lists of households refuse the
  whole file; the numbers are neither stored nor shown.
"""


def forms_page() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(_section(form) for form in (*FORMS, VILLAGES, CANDIDATE_SITES))


def _section(form: Form) -> str:
    lines = [
        f"\n## {form.title.zh} {form.title.en} (`{form.form_id}`)\n",
        f"{form.purpose.zh} {form.purpose.en}\n",
        "| 表头 | header | 必填 | 说明 | meaning | 可选的词（代码） |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_line(form, column) for column in form.columns]
    return "\n".join(lines) + "\n"


def _line(form: Form, column: Column) -> str:
    required = "是 yes" if column.required else ""
    if column.name in form.one_of:
        required = "其一 one of " + "/".join(form.one_of)
    words = ""
    if column.words is not None:
        pairs = zip(words_of(column.words, "zh"), words_of(column.words, "en"), strict=True)
        words = ", ".join(f"{zh} `{en}`" for zh, en in pairs)
    cells = (column.header, f"`{column.name}`", required, column.meaning.zh, column.meaning.en)
    return "| " + " | ".join((*cells, words)) + " |"


if __name__ == "__main__":
    sys.stdout.write(forms_page())
