"""期末核算: what was verified in the period against the need and the plan's target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.planning.retrofit import CountyNeed, needs_of
from geo.records import RetrofitNeed


@dataclass(frozen=True, slots=True)
class PeriodAccount:
    """The period's sum of verified households over the counties that reported.

    ``target_households`` is None where the plan sets no number.
    """

    needs: tuple[CountyNeed, ...]
    target_households: int | None

    @property
    def verified_households(self) -> int:
        """Σ verified, over the counties that reported."""
        return sum(n.done_households for n in self.needs if n.done_households is not None)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Counties whose verified households are 待报, in code order."""
        return tuple(sorted(n.county_code for n in self.needs if n.done_households is None))

    @property
    def eligible_households(self) -> int:
        """Σ eligible of the counties that reported both figures; estimates are in no account."""
        return sum(n.eligible_households or 0 for n in self._whole_reports)

    @property
    def covered_share(self) -> float | None:
        """Verified ÷ eligible over the counties that reported both, 0 to 1."""
        done = sum(n.done_households or 0 for n in self._whole_reports)
        return done / self.eligible_households if self.eligible_households else None

    @property
    def completed_share(self) -> float | None:
        """Verified ÷ target; None without a target. A lower bound while counties are 待报."""
        if not self.target_households:
            return None
        return self.verified_households / self.target_households

    @property
    def _whole_reports(self) -> tuple[CountyNeed, ...]:
        """The counties that reported both figures."""
        return tuple(
            n
            for n in self.needs
            if not n.estimated
            and n.eligible_households is not None
            and n.done_households is not None
        )


def period_needs(
    records: tuple[RetrofitNeed, ...],
    codes: tuple[str, ...],
    basis: str,
    first: date,
    last: date,
) -> tuple[CountyNeed, ...]:
    """Each county's need from the reports the period's target may be compared with.

    These are of its group of households, counted from its first day, up to its last day at most;
    the others say nothing about it (as ``check_retrofit_total`` has it).
    """
    fit = tuple(
        r
        for r in records
        if r.basis == basis
        and r.period_start in (None, first)
        and not r.estimated
        and r.as_of is not None
        and r.as_of <= last
    )
    return needs_of(fit, codes)
