"""一县一单: the reviews a round of check sheets makes, and how far each county is with its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from analysis.report.build import refuse_trial
from analysis.report.cells import cell_of
from analysis.report.county_sheet import findings_of_county
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.layers import INVENTED_PREFIX, MixedDataError
from geo.register.changes import Edit
from geo.register.state import RegisterState
from geo.reviews import CLOSED, Review, ReviewState, put_again, review_id_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding as a county's sheet puts it: the symbol shown, and what was measured."""

    requirement_id: str
    verdict: str
    measured: float | None


@dataclass(frozen=True, slots=True)
class CountyProgress:
    """How far one county is with the findings of its sheet.

    ``deadline`` is the earliest for what it has not answered, else the latest of all;
    ``late_days`` how many days ago that was, 0 in time. ``issued_on`` is the latest.
    """

    county_code: str
    asked: int
    answered: int
    disputed: int
    under_review: int
    decided: int
    issued_on: date | None
    deadline: date | None
    late_days: int

    @property
    def issued(self) -> bool:
        """Whether a sheet is out."""
        return self.asked > 0

    @property
    def complete(self) -> bool:
        """Whether every finding of the sheet is answered."""
        return 0 < self.asked == self.answered

    @property
    def silent(self) -> bool:
        """Whether a sheet is out and nothing at all has come back."""
        return self.issued and self.answered == 0


def asked_of(catalogue: Catalogue, assessment: Assessment, county_code: str) -> tuple[Asked, ...]:
    """The findings on a county's check sheet, in the order of the sheet."""
    return tuple(
        Asked(
            entry.id,
            cell_of(entry, finding, part).symbol.value,
            finding.measured if part is None else part.value,
        )
        for entry, finding, part in findings_of_county(catalogue, assessment, county_code)
    )


def issue_reviews(
    catalogue: Catalogue,
    assessment: Assessment,
    state: RegisterState,
    *,
    county_codes: Collection[str],
    deadline: date,
    issued_on: date,
) -> tuple[Edit, ...]:
    """The edits that put every finding of these counties' sheets to them, in one change.

    One review each; what becomes of one that is there already, ``put_again`` says. Raises
    TrialResultError for findings tried on screen, MixedDataError for a demonstration, ValueError
    for a deadline before the day of issue.
    """
    refuse_trial(assessment)
    if assessment.demonstration:
        raise MixedDataError(INVENTED_PREFIX)
    if deadline < issued_on:
        raise ValueError("a deadline before the day of issue")
    held = {r.review_id: r for r in state.records("reviews")}
    edits = []
    for code in sorted(set(county_codes)):
        for asked in asked_of(catalogue, assessment, code):
            key = review_id_of(code, asked.requirement_id, assessment.as_of)
            before = held.get(key)
            after = put_again(
                before or Review(key, code, asked.requirement_id, assessment.as_of),
                deadline=deadline,
                issued_on=issued_on,
                run_id=assessment.run_id,
                verdict=asked.verdict,
                measured=asked.measured,
            )
            if after != before:
                edits.append(Edit("reviews", key, after, state.version("reviews", key)))
    return tuple(edits)


def county_progress(
    reviews: Iterable[Review], county_codes: Collection[str], as_of: date, today: date
) -> tuple[CountyProgress, ...]:
    """How far each county is with its reviews of a day, in code order; none issued: all zero."""
    own: dict[str, list[Review]] = {code: [] for code in sorted(county_codes)}
    for review in reviews:
        if review.as_of == as_of and review.county_code in own:
            own[review.county_code].append(review)
    return tuple(_progress(code, found, today) for code, found in own.items())


def open_elsewhere(reviews: Iterable[Review], county_codes: Collection[str], as_of: date) -> int:
    """How many reviews of these counties about other days are not closed."""
    return sum(
        r.county_code in county_codes and r.as_of != as_of and r.state not in CLOSED
        for r in reviews
    )


def _progress(code: str, reviews: list[Review], today: date) -> CountyProgress:
    count = Counter(r.state for r in reviews)
    waiting = [r for r in reviews if r.state is ReviewState.AWAITING]
    due = [r.deadline for r in waiting if r.deadline is not None]
    every = [r.deadline for r in reviews if r.deadline is not None]
    deadline = min(due) if due else max(every, default=None)
    late = (today - min(due)).days if due else 0
    return CountyProgress(
        code,
        asked=len(reviews),
        answered=len(reviews) - len(waiting),
        disputed=count[ReviewState.DISPUTED],
        under_review=count[ReviewState.UNDER_REVIEW],
        decided=count[ReviewState.DECIDED],
        issued_on=max((r.issued_on for r in reviews if r.issued_on), default=None),
        deadline=deadline,
        late_days=max(late, 0),
    )
