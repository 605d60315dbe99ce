"""Reading a whole workbook: each sheet by the form it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geo.issues import DataIssue, Severity
from geo.reading.certified_persons import CERTIFIED_PERSONS, certified_persons_of
from geo.reading.columns import find_table, recognised
from geo.reading.completeness import COMPLETENESS, NOT_DECLARED, completeness_of
from geo.reading.facilities import facilities_of
from geo.reading.facility_form import FACILITIES
from geo.reading.form import FILE, Form
from geo.reading.geo_files import with_datum
from geo.reading.indicators import INDICATORS, indicators_of
from geo.reading.intake import FormTable, choose_sheet, fit, form_table, intake, joined, named_for
from geo.reading.mapping import SheetMapping
from geo.reading.open_with import open_with
from geo.reading.purchased_services import PURCHASED_SERVICES, purchased_services_of
from geo.reading.registered_population import REGISTERED_POPULATION, registered_population_of
from geo.reading.replies import replies_of
from geo.reading.reply_form import REPLIES
from geo.reading.result import Reading
from geo.reading.retrofit import RETROFIT, retrofit_of
from geo.reading.retrofit_funds import RETROFIT_FUNDS, retrofit_funds_of
from geo.reading.rulings import RULINGS, rulings_of
from geo.reading.school_placements import SCHOOL_PLACEMENTS, school_placements_of
from geo.reading.synonyms import plain_word
from geo.reading.table import RawSheet, RawTable
from geo.text import Text
from geo.vocabulary import Datum

FORMS: tuple[Form, ...] = (
    FACILITIES,
    COMPLETENESS,
    RULINGS,
    PURCHASED_SERVICES,
    RETROFIT,
    INDICATORS,
    REGISTERED_POPULATION,
    CERTIFIED_PERSONS,
    SCHOOL_PLACEMENTS,
    RETROFIT_FUNDS,
)
READ: tuple[Form, ...] = (*FORMS, REPLIES)
"""The forms read: those of the template, and the check sheet, which only comes back filled."""
NOTES_SHEET = Text("填表说明", "How to fill in")
"""The template's sheet of explanations; it is no form and is passed over."""


def read_workbook(
    source: Path | bytes,
    filename: str,
    as_of: date | None = None,
    requirement_ids: Mapping[str, str] | None = None,
    datum: Datum | None = None,
    mappings: Sequence[SheetMapping] | None = None,
) -> dict[str, Reading[Any]]:
    """The reading of every form found in a file, by the form's id.

    ``requirement_ids`` are the ids of requirements and indicators by the titles counties write.
    ``datum`` is that of facilities' points whose row names none; without it they are set aside. Of
    a geographic file it is the datum in place of the one declared. ``mappings`` are those of
    ``guess_mapping`` as the user left them; sheets they don't name are not read.

    What concerns the whole file or a sheet that is no form stands under ``"file"``; a refused file
    has that entry alone, with ``refused`` set. Sheets with a header and no rows are left out when
    the workbook holds rows elsewhere.
    """
    sheets, refused = intake(source, filename)
    if refused:
        return {FILE: Reading(issues=refused, refused=True)}
    if datum is not None:
        sheets = with_datum(sheets, datum)
    readers: dict[str, Callable[[FormTable], Reading[Any]]] = {
        FACILITIES.form_id: lambda t: facilities_of(t, as_of, datum),
        COMPLETENESS.form_id: completeness_of,
        RULINGS.form_id: lambda t: rulings_of(t, requirement_ids),
        PURCHASED_SERVICES.form_id: purchased_services_of,
        RETROFIT.form_id: retrofit_of,
        INDICATORS.form_id: lambda t: indicators_of(t, requirement_ids),
        REGISTERED_POPULATION.form_id: registered_population_of,
        CERTIFIED_PERSONS.form_id: certified_persons_of,
        SCHOOL_PLACEMENTS.form_id: school_placements_of,
        RETROFIT_FUNDS.form_id: retrofit_funds_of,
        REPLIES.form_id: replies_of,
    }
    if mappings is None:
        tables, file_issues = _open_all(sheets)
    else:
        tables, file_issues = open_with(sheets, mappings, READ)
    opened: dict[str, list[FormTable]] = {}
    for table in tables:
        opened.setdefault(table.form.form_id, []).append(table)
    found: dict[str, Reading[Any]] = {
        form_id: readers[form_id](joined([t for t in parts if t.table.rows] or parts[:1]))
        for form_id, parts in opened.items()
    }
    if any(reading.data_rows for reading in found.values()):
        found = {form_id: r for form_id, r in found.items() if r.data_rows or _says_blank(r)}
    if not found:
        why = _why_nothing(sheets) if mappings is None else file_issues or (_nothing_found(),)
        return {FILE: Reading(issues=why, refused=True)}
    if file_issues:
        found[FILE] = Reading(issues=file_issues)
    return found


def _says_blank(reading: Reading[Any]) -> bool:
    """Whether rows printed beforehand came back as they were: the reader is told so."""
    return any(issue.code == NOT_DECLARED for issue in reading.issues)


def _open_all(
    sheets: Sequence[RawSheet],
) -> tuple[tuple[FormTable, ...], tuple[DataIssue, ...]]:
    """Every sheet that is a form, opened, and a notice for each that is none."""
    tables: list[FormTable] = []
    issues: list[DataIssue] = []
    for sheet in sheets:
        found = form_of(sheet)
        if found is not None:
            form, table = found
            tables.append(form_table(table, form))
        elif sheet.rows and not is_notes(sheet):
            issues.append(_no_form(sheet))
    return tuple(tables), tuple(issues)


def form_of(sheet: RawSheet) -> tuple[Form, RawTable] | None:
    """The form a sheet holds whole: the one of its name, else the one with most of its columns."""
    tables = [(form, table) for form in READ if (table := find_table(sheet, form)) is not None]
    whole = [(form, table) for form, table in tables if fit(table, form)[0]]
    if not whole:
        return None
    return max(whole, key=lambda pair: (named_for(sheet.name, pair[0]), fit(pair[1], pair[0])))


def _why_nothing(sheets: tuple[RawSheet, ...]) -> tuple[DataIssue, ...]:
    """What the form that comes nearest lacks, or that nothing looks like a form at all."""
    near = [
        (named_for(sheet.name, form), recognised(table, form), -place, form, sheet)
        for place, form in enumerate(FORMS)
        for sheet in sheets
        if (table := find_table(sheet, form)) is not None
    ]
    if not near:
        return (_nothing_found(),)
    *_, form, sheet = max(near, key=lambda found: found[:3])
    lacking = choose_sheet((sheet,), form)
    return lacking if isinstance(lacking, tuple) else (_nothing_found(),)


def is_notes(sheet: RawSheet) -> bool:
    """Whether a sheet is the template's page of explanations."""
    return plain_word(sheet.name) in {plain_word(NOTES_SHEET.zh), plain_word(NOTES_SHEET.en)}


def _no_form(sheet: RawSheet) -> DataIssue:
    titles = "、".join(form.title.zh for form in FORMS)
    titles_en = ", ".join(form.title.en for form in FORMS)
    return DataIssue(
        "sheet_not_recognised",
        Severity.NOTICE,
        Text(
            "这张工作表没有读取：表头不像任何一种表样，或缺少必填的列。",
            "This sheet was not read: it is none of the forms or lacks required columns.",
        ),
        Text("其中的内容不参与核查。", "Its content takes no part in the check."),
        Text(
            f"如应读取，请按表样补齐表头（{titles}）。",
            f"If it should be read, name its columns as on a form ({titles_en}).",
        ),
        sheet=sheet.name,
    )


def _nothing_found() -> DataIssue:
    titles = "、".join(form.title.zh for form in FORMS)
    titles_en = ", ".join(form.title.en for form in FORMS)
    return DataIssue(
        "no_form_found",
        Severity.REFUSED,
        Text("没有认出任何一种表。", "None of the forms was recognised."),
        Text("认不出各列是什么，无法读取。", "The columns can't be told apart."),
        Text(f"请用模板填写后上传（{titles}）。", f"Use the template ({titles_en})."),
    )
