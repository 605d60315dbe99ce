"""Rulings against the catalogue: a ruling must answer a question its requirement asks."""

from __future__ import annotations

from datetime import date

from analysis.requirements.catalogue import Catalogue
from geo.issues import DataIssue, Severity
from geo.records import Ruling
from geo.text import Text

_WHY = Text("这条认定口径不会改变任何结论。", "This ruling changes no verdict as it stands.")


def check_rulings(catalogue: Catalogue, rulings: tuple[Ruling, ...]) -> tuple[DataIssue, ...]:
    """What is wrong with the rulings: unknown requirement, question or answer; contradictions."""
    issues = _contradictions(catalogue, answering(catalogue, rulings))
    for ruling in rulings:
        entry = catalogue.entries.get(ruling.requirement_id)
        if entry is None:
            known = "、".join(e.id for e in catalogue.entries.values() if e.questions)
            issues.append(
                _issue(
                    "ruling_unknown_requirement",
                    ruling.requirement_id,
                    Text(
                        f"没有编号为“{ruling.requirement_id}”的规划要求。",
                        f"There is no requirement “{ruling.requirement_id}”.",
                    ),
                    Text(f"请从以下编号中选择：{known}。", f"Use one of: {known}."),
                )
            )
            continue
        question = next((q for q in entry.questions if q.id == ruling.question), None)
        if question is None:
            known = "、".join(q.id for q in entry.questions) or "—"
            issues.append(
                _issue(
                    "ruling_unknown_question",
                    ruling.question,
                    Text(
                        f"“{entry.title.zh}”没有“{ruling.question}”这个认定问题。",
                        f"“{entry.title.en}” has no question “{ruling.question}”.",
                    ),
                    Text(f"可认定的问题：{known}。", f"Questions it has: {known}."),
                )
            )
        elif ruling.ruling not in question.answers:
            known = "、".join(question.answers)
            issues.append(
                _issue(
                    "ruling_unknown_answer",
                    ruling.ruling,
                    Text(
                        f"“{ruling.ruling}”不是问题“{question.text.zh}”的答案。",
                        f"“{ruling.ruling}” does not answer “{question.text.en}”.",
                    ),
                    Text(f"可用的答案：{known}。", f"Answers it takes: {known}."),
                )
            )
    return tuple(issues)


def answering(catalogue: Catalogue, rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    """The rulings that answer a question with one of its answers; only these may change a verdict.

    A misspelt "counts" would else read as "does not count".
    """
    answers = {
        (e.id, q.id, a) for e in catalogue.entries.values() for q in e.questions for a in q.answers
    }
    return tuple(r for r in rulings if (r.requirement_id, r.question, r.ruling) in answers)


def _contradictions(catalogue: Catalogue, rulings: tuple[Ruling, ...]) -> list[DataIssue]:
    """Rulings on one question for the same counties and of the same day that disagree."""
    first: dict[tuple[str, str, str, date], Ruling] = {}
    issues = []
    for ruling in rulings:
        key = ruling.requirement_id, ruling.question, ruling.county_code, ruling.date
        other = first.setdefault(key, ruling)
        if other.ruling != ruling.ruling:
            title = catalogue.entries[ruling.requirement_id].title
            documents = f"{other.document}、{ruling.document}"
            issues.append(
                _issue(
                    "rulings_contradict",
                    ruling.question,
                    Text(
                        f"“{title.zh}”同一天的两条认定口径意见相反：{documents}。",
                        f"Two rulings of one day on “{title.en}” disagree: {documents}.",
                    ),
                    Text(
                        "请向认定单位核实以哪一条为准，删去另一条；日期写错的请改正。",
                        "Ask the body which one holds and delete the other, or correct its date.",
                    ),
                )
            )
    return issues


def _issue(code: str, value: str, what: Text, remedy: Text) -> DataIssue:
    return DataIssue(code, Severity.ERROR, what, _WHY, remedy, value=value)
