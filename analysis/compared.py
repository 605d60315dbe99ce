"""One of two assessments that are compared, with what a list of changes looks up in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from analysis.change_list import TABLE_WORDS
from analysis.report.citations import Citations
from analysis.report.source_tables import ANSWER_WORDS
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import Entry
from geo.layers import LayerSet
from geo.records import Ruling
from geo.register.tables import record_id
from geo.reviews import Review, ReviewState
from geo.text import Text


class Compared(Protocol):
    """What two assessments are compared by."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    @property
    def layers(self) -> LayerSet: ...  # noqa: D102
    @property
    def assessment(self) -> Assessment: ...  # noqa: D102


@dataclass(frozen=True)
class Side:
    """One of the two assessments, with what is looked up in it."""

    compared: Compared

    @cached_property
    def city_code(self) -> str:
        """The city the assessment is about."""
        return self.compared.assessment.city_code

    @cached_property
    def names(self) -> dict[str, Text]:
        """Cities and counties by code."""
        layers = self.compared.layers
        cities = {c.code: Text(c.name_zh, c.name_en) for c in layers.cities}
        return cities | {c.code: Text(c.name_zh, c.name_en) for c in layers.counties}

    @cached_property
    def citations(self) -> Citations:
        """The records evidence may name."""
        return Citations(self.compared.layers)

    @cached_property
    def _codes(self) -> set[str]:
        counties = self.compared.layers.counties_of(self.city_code)
        return {self.city_code, *(c.code for c in counties)}

    @cached_property
    def _asked(self) -> set[str]:
        return {"", *(entry.id for entry in self.compared.catalogue.of_city(self.city_code))}

    def records(self, table: str) -> dict[str, Any]:
        """The records of a table that speak of the city, by id."""
        return {
            record_id(record): record
            for record in getattr(self.compared.layers, table)
            if self.area_of(record) in self._codes
            and _requirement_of(record) in self._asked
            and not (isinstance(record, Review) and record.state is not ReviewState.DECIDED)
        }

    @cached_property
    def judged(self) -> dict[str, Any]:
        """What a question of counting can be about: facilities and contracts, by id."""
        return {**self.records("facilities"), **self.records("purchased_services")}

    def area_of(self, record: Any) -> str:
        """The county a record speaks of, or the city where it names none."""
        code: str = getattr(record, "county_code", "") or getattr(record, "city_code", "")
        return code or self.city_code

    def entry(self, requirement_id: str) -> Entry | None:
        """The entry of the rules, if there is one."""
        return self.compared.catalogue.entries.get(requirement_id)

    def name(self, table: str, record: Any) -> Text:
        """What a record is called in a list of changes."""
        entry = self.entry(_requirement_of(record))
        if isinstance(record, Ruling) and entry is not None:
            return _ruling_name(entry, record)
        if isinstance(record, Review) and entry is not None:
            return _review_name(entry, record)
        if entry is not None:
            return entry.name
        key = record_id(record)
        return self.citations.get(key).name if key in self.citations else TABLE_WORDS[table]


def _requirement_of(record: Any) -> str:
    named: str = getattr(record, "requirement_id", "") or getattr(record, "indicator_id", "")
    return named


def _ruling_name(entry: Entry, ruling: Ruling) -> Text:
    question = next((q.text.text for q in entry.questions if q.id == ruling.question), None)
    asked = question or Text(ruling.question, ruling.question)
    answer = ANSWER_WORDS.get(ruling.ruling, Text(ruling.ruling, ruling.ruling))
    return Text(
        f"{entry.name.zh}（{asked.zh}）：{answer.zh}（{ruling.body}，{ruling.document}）",
        f"{entry.name.en} ({asked.en}): {answer.en} ({ruling.body}, {ruling.document})",
    )


def _review_name(entry: Entry, review: Review) -> Text:
    paper = f"（{review.document}）" if review.document else ""
    paper_en = f" ({review.document})" if review.document else ""
    return Text(
        f"{entry.name.zh}：{review.outcome}{paper}", f"{entry.name.en}: {review.outcome}{paper_en}"
    )
