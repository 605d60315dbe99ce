"""What an import asks before it is made: is this row that facility?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from geo.counties import load_cities
from geo.reading.named_places import county_name
from geo.reading.row import stable_id
from geo.records import Facility
from geo.register.answers import Answer
from geo.register.likeness import Likeness, distance_m
from geo.text import Text, join
from geo.vocabulary import WORDS


class QuestionKind(StrEnum):
    """Why it is asked; of several reasons the first in this order."""

    WITHDRAWN_BEFORE = "withdrawn_before"
    """Somebody withdrew the facility the row names."""
    SAME_ID_ELSEWHERE = "same_id_elsewhere"
    """The register has the id in another county, where each may number from 001."""
    SAME_ID_OTHERWISE = "same_id_otherwise"
    """The register has the id in this county, with another name and another type."""
    SAME_NAME = "same_name"
    SAME_ADDRESS = "same_address"
    SAME_POINT = "same_point"
    ANSWERED_BEFORE = "answered_before"
    """They are no longer alike, but an earlier import was told that they are one."""


QUESTION_WORDS: dict[QuestionKind, Text] = {
    QuestionKind.WITHDRAWN_BEFORE: Text("以前撤回过", "Withdrawn before"),
    QuestionKind.SAME_ID_ELSEWHERE: Text("编号与外县设施相同", "Same id in another county"),
    QuestionKind.SAME_ID_OTHERWISE: Text(
        "编号相同，名称和类型都不同", "Same id, another name and type"
    ),
    QuestionKind.SAME_NAME: Text("名称相同", "Same name"),
    QuestionKind.SAME_ADDRESS: Text("地址相同", "Same address"),
    QuestionKind.SAME_POINT: Text("位置相同", "Same place"),
    QuestionKind.ANSWERED_BEFORE: Text("以前答复过", "Answered before"),
}
_KIND_OF = {
    Likeness.NAME: QuestionKind.SAME_NAME,
    Likeness.ADDRESS: QuestionKind.SAME_ADDRESS,
    Likeness.POINT: QuestionKind.SAME_POINT,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer and what it does, in words."""

    answer: Answer
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One row that may be a facility already known. Nothing is imported until it is answered.

    ``record_id`` and ``row`` are the row's id and number in the list, ``county_code`` its county
    (its city where that is all it says), ``other_id`` the record's;
    ``other_row`` its row when it is in the same list, None when it is in the register.
    ``answer`` is None while open; ``remembered`` says that it was given in an earlier import.
    """

    question_id: str
    kind: QuestionKind
    form_id: str
    county_code: str
    record_id: str
    row: int | None
    name: str
    other_id: str
    other_row: int | None
    other_name: str
    why: Text
    choices: tuple[Choice, ...]
    answer: Answer | None = None
    remembered: bool = False

    def answered(self, answer: Answer | None, remembered: bool) -> Question:
        """This question with an answer it offers; with another it stays open."""
        if answer not in [choice.answer for choice in self.choices]:
            return self
        return replace(self, answer=answer, remembered=remembered)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: the facility, its row, and whether the register has it."""

    facility: Facility
    row: int | None
    in_register: bool = False

    def words(self) -> Text:
        """What it is, where it is said and where it lies."""
        kind, place = WORDS[self.facility.facility_type], _place(self.facility)
        name, inside = self.facility.name, f"{kind.zh}，{place.zh}"
        said = f"“{name}” ({kind.en}, {place.en})"
        if self.in_register:
            return Text(f"台账中的“{name}”（{inside}）", f"{said} of the register")
        if self.row is None:
            return Text(f"“{name}”（{inside}）", said)
        return Text(f"第 {self.row} 行“{name}”（{inside}）", f"row {self.row} {said}")


def ask_about_id(row: Side, record: Facility, own_id: str) -> Question:
    """Whether a row with a record's id is that record, or one that needs an id of its own."""
    elsewhere = row.facility.county_code != record.county_code
    other = Side(record, None, in_register=True)
    here = _place(row.facility)
    if elsewhere:
        same = Text(
            f"同一设施，现改在{here.zh}：更新台账记录",
            f"The same facility, now in {here.en}: update the record",
        )
    else:
        same = Text(
            "同一设施，已改名改类：更新台账记录",
            "The same facility, renamed and of another type now: update the record",
        )
    another = Text(
        f"是另一个设施：另编号为“{own_id}”，原记录不动",
        f"Another facility: it gets the id “{own_id}”; the record stays as it is",
    )
    first, second = row.words(), other.words()
    why = Text(
        f"{first.zh}与{second.zh}编号同为“{record.facility_id}”。各县常各自从 001 编号，"
        "不能据此认定是同一设施。",
        f"{_capital(first.en)} has the id “{record.facility_id}” of {second.en}. Counties often"
        " number from 001 each, so it need not be the same facility.",
    )
    kind = QuestionKind.SAME_ID_ELSEWHERE if elsewhere else QuestionKind.SAME_ID_OTHERWISE
    choices = (Choice(Answer.SAME, same), Choice(Answer.DIFFERENT, another), SKIP)
    return question(kind, row, other, why, choices)


def ask_about_likeness(row: Side, other: Side, likeness: Collection[Likeness]) -> Question:
    """Whether a row is the facility it resembles; a sign of it where they share a place."""
    signs = [like for like in Likeness if like in likeness]
    first, second = row.words(), other.words()
    because = reasons(signs, row.facility, other.facility)
    why = Text(
        f"{first.zh}与{second.zh}：{because.zh}。",
        f"{_capital(first.en)} and {second.en}: {because.en}.",
    )
    choices = [Choice(Answer.SAME, _same(row, other)), Choice(Answer.DIFFERENT, _BOTH)]
    # A row that names its parent has said already whose sign it is.
    if {Likeness.ADDRESS, Likeness.POINT} & set(signs) and not row.facility.parent_id:
        sign = Text(
            f"一址多牌：另立一条记录，上级设施记为“{other.facility.name}”",
            f"Several signs at one address: a record of its own under “{other.facility.name}”",
        )
        choices.append(Choice(Answer.SIGN, sign))
    kind = _KIND_OF[signs[0]] if signs else QuestionKind.ANSWERED_BEFORE
    return question(kind, row, other, why, (*choices, SKIP))


_BOTH = Text("不是同一设施：两条都保留", "Two facilities: keep both")
SKIP = Choice(
    Answer.SKIP,
    Text(
        "这一行先不采用（该县此类的无遗漏确认也暂不采用，直到报来确定的一行）",
        "Leave the row out for now (the county’s declaration of this type is held back until then)",
    ),
)


def question_id(place: str, row_id: str, other_id: str) -> str:
    """The id of a question, by the row's place and id and the id of what it may be."""
    return stable_id("Q", place, row_id, other_id)


def question(
    kind: QuestionKind, row: Side, other: Side, why: Text, choices: tuple[Choice, ...]
) -> Question:
    """The open question of a row and what it may be."""
    one, two = row.facility, other.facility
    place = one.county_code or one.city_code
    return Question(
        # The row counts by its place and id: asked again, the question is the same.
        question_id=question_id(place, one.facility_id, two.facility_id),
        kind=kind,
        form_id="facilities",
        county_code=place,
        record_id=one.facility_id,
        row=row.row,
        name=one.name,
        other_id=two.facility_id,
        other_row=other.row,
        other_name=two.name,
        why=why,
        choices=choices,
    )


def _same(row: Side, other: Side) -> Text:
    if not other.in_register:
        return Text("同一设施：两行合成一条记录", "The same facility: both rows make one record")
    if row.facility.county_code and not other.facility.county_code:
        county = county_name(row.facility.county_code)
        return Text(
            f"同一设施：更新台账记录，并补上所在县（{county.zh}）",
            f"The same facility: update the record and give it its county ({county.en})",
        )
    return Text("同一设施：用这一行更新台账记录", "The same facility: update the record")


def reasons(likeness: Collection[Likeness], one: Facility, other: Facility) -> Text:
    """Why two facilities may be one, in words."""
    every = [_reason(like, one, other) for like in Likeness if like in likeness]
    return join(every, "；", "; ")


def _reason(like: Likeness, one: Facility, other: Facility) -> Text:
    if like is Likeness.NAME:
        if one.name == other.name:
            return Text("名称相同", "the same name")
        return Text(
            "不计地名和“残疾人”字样，名称相同",
            "the same name but for places and the words for disabled people",
        )
    if like is Likeness.ADDRESS:
        return Text(f"地址相同（{one.address}）", f"the same address ({one.address})")
    apart = distance_m(one.point, other.point) if one.point and other.point else 0.0
    return Text(
        f"主类型相同，坐标相距 {apart:.0f} 米", f"of one type, their points {apart:.0f} m apart"
    )


def _place(facility: Facility) -> Text:
    if facility.county_code:
        return county_name(facility.county_code)
    city = next((c for c in load_cities() if c.code == facility.city_code), None)
    if city is None:
        return Text("所在地不详", "place not known")
    return Text(f"只知在{city.name_zh}", f"somewhere in {city.name_en}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
