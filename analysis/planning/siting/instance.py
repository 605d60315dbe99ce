"""A siting problem as arrays: only people who count, only pairs within reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.limits import Most, Rule, Use
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Kept:
    """What an earlier step reached and no later plan may fall behind: its objective's ``value``.

    ``instance`` has the step's own people, weights and pairs. ``uses`` and ``rules`` say it where
    they can; ``in_block``: it takes columns of its own to say it.
    """

    objective: Objective
    value: float
    instance: Instance
    uses: tuple[Use, ...] = ()
    rules: tuple[Rule, ...] = ()
    in_block: bool = False


@dataclass(frozen=True, eq=False)
class Instance:
    """Rows are the demand ids with persons above zero; sites are places in the problem's.

    Row i is the place ``people[i]`` among the demand ids; pair k leads from row ``row[k]`` to
    ``site[k]`` in ``minutes[k]``, sorted by row, then site. ``capacity`` is inf where it can't
    bind. ``counted``: which sites count towards p; ``value``: what least cost makes least.
    ``open_now``: the existing sites, which cost nothing, and those that earlier steps chose for
    good, which are paid for and counted. ``cuts``: of each, at least one site stays closed.
    ``begun``: new sites of a plan there is already, to begin from.
    """

    people: Places
    persons: Floats
    weight: Floats
    row: Places
    site: Places
    minutes: Floats
    cost: Floats
    capacity: Floats
    open_now: Flags
    p: int | None
    budget: float | None
    rules: tuple[Rule, ...]
    everyone: bool
    counted: Flags
    value: Floats
    at_most: tuple[Most, ...]
    resources: tuple[Use, ...]
    cuts: tuple[tuple[int, ...], ...] = ()
    kept: tuple[Kept, ...] = ()
    begun: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        problem: SitingProblem,
        request: SitingRequest,
        *,
        anywhere: bool = False,
        for_good: Iterable[str] = (),
    ) -> Instance:
        """The arrays of a problem and a request that were checked.

        ``anywhere``: every pair is within reach, whatever the cutoff. ``for_good``: the sites that
        earlier steps chose.
        """
        people = np.flatnonzero(problem.persons > 0)
        place = np.full(len(problem.demand_ids), -1, dtype=np.int64)
        place[people] = np.arange(len(people))
        times = problem.times
        kept = place[times.origin] >= 0
        if request.cutoff_min is not None and not anywhere:
            kept &= times.minutes <= request.cutoff_min
        weights = np.array([request.weights.get(problem.demand_ids[i], 1.0) for i in people])
        at = {name: j for j, name in enumerate(problem.site_ids)}

        def places(names: Iterable[str]) -> Places:
            return np.array(sorted(at[name] for name in names), dtype=np.int64)

        def by_site(values: Mapping[str, float]) -> Floats:
            return np.array([values.get(name, 0.0) for name in problem.site_ids])

        cost = np.where(problem.existing | np.isnan(problem.cost_yuan), 0.0, problem.cost_yuan)
        value = cost if request.site_value is None else by_site(request.site_value)
        row, site = place[times.origin[kept]], times.destination[kept].astype(np.int64)
        persons = problem.persons[people]
        needed = np.bincount(site, weights=persons[row], minlength=len(problem.site_ids))
        capacity = np.where(np.isnan(problem.capacity), np.inf, problem.capacity)
        return cls(
            people,
            persons,
            persons * weights,
            row,
            site,
            times.minutes[kept],
            cost,
            np.where(capacity >= needed, np.inf, capacity),
            problem.existing | np.isin(np.arange(len(at)), places(for_good)),
            request.p,
            request.budget_yuan,
            tuple(Rule(places(r.one_of), r.at_least) for r in request.required),
            request.serves_everyone,
            problem.counts,
            np.where(problem.existing, 0.0, value),
            tuple(Most(places(m.one_of), m.at_most) for m in request.at_most),
            tuple(Use(by_site(r.use), r.limit) for r in request.resources),
        )

    @property
    def sites(self) -> int:
        """How many sites there are."""
        return len(self.open_now)

    @cached_property
    def free(self) -> Places:
        """The sites that may be opened."""
        return np.flatnonzero(~self.open_now)

    @property
    def capacitated(self) -> bool:
        """Whether some capacity may bind."""
        return bool(np.isfinite(self.capacity).any())

    @property
    def only_p(self) -> bool:
        """Whether p is the only limit there can be, and counts every free site."""
        limits = (self.rules, self.cuts, self.at_most, self.resources, self.kept)
        return self.budget is None and not any(limits) and bool(self.counted[self.free].all())

    @property
    def p_left(self) -> int | None:
        """How many more sites p lets open; below zero where it is exceeded already."""
        return None if self.p is None else self.p - int(self.counted[self.open_now].sum())

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Everything that may not be spent beyond a limit: budget, resources, what is kept."""
        budget = () if self.budget is None else (Use(self.cost, self.budget),)
        return (*budget, *self.resources, *(use for k in self.kept for use in k.uses))

    @cached_property
    def must_open(self) -> tuple[Rule, ...]:
        """The rules of the request and of what is kept."""
        return (*self.rules, *(rule for k in self.kept for rule in k.rules))

    @cached_property
    def _rule_matrix(self) -> sparse.csr_array:
        places = [rule.sites for rule in self.must_open]
        indptr = np.concatenate(([0], np.cumsum([len(sites) for sites in places])))
        indices = np.concatenate([np.empty(0, dtype=np.int64), *places])
        shape = (len(places), self.sites)
        return sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)

    @property
    def blocks(self) -> tuple[Kept, ...]:
        """What is kept and takes columns of its own."""
        return tuple(k for k in self.kept if k.in_block)

    @cached_property
    def starts(self) -> Places:
        """Where the pairs of each row begin, and one more."""
        return np.searchsorted(self.row, np.arange(len(self.people) + 1))

    @cached_property
    def served_now(self) -> Flags:
        """Which rows have an existing site within reach."""
        served = np.zeros(len(self.people), dtype=bool)
        served[self.row[self.open_now[self.site]]] = True
        return served

    def within(self, radius_min: float) -> Instance:
        """The same with pairs up to a radius, inclusive."""
        return self.of_pairs(self.minutes <= radius_min)

    def of_pairs(self, kept: Flags) -> Instance:
        """The same with some of the pairs."""
        return replace(self, row=self.row[kept], site=self.site[kept], minutes=self.minutes[kept])

    def with_cut(self, sites: Iterable[int]) -> Instance:
        """The same where at least one of these sites stays closed."""
        return replace(self, cuts=(*self.cuts, tuple(sorted(sites))))

    def affords(self, sites: Iterable[int]) -> bool:
        """Whether these new sites cost and use no more than there is."""
        is_open = self.opened(sites)
        return all(use.holds(is_open) for use in self.uses)

    def may_add(self, sites: Iterable[int]) -> Flags:
        """Which free sites may be opened beside these, by every upper limit there is."""
        is_open = self.opened(sites)
        may = ~is_open
        if self.p is not None and (is_open & self.counted).sum() >= self.p:
            may &= ~self.counted
        for most in self.at_most:
            if is_open[most.sites].sum() >= most.at_most:
                may[most.sites] = False
        for spend in self.uses:
            left = spend.limit - float(spend.use[is_open].sum())
            may &= spend.use <= max(left, 0.0)
        return may

    def keeping(self, sites: Iterable[int]) -> list[int]:
        """These and every site that is not counted and the limits let stay open beside them."""
        kept = list(sites)
        for j in self.free[~self.counted[self.free] & (self.value[self.free] == 0)]:
            if j not in kept and self.may_add(kept)[j] and not self.is_cut([*kept, int(j)]):
                kept.append(int(j))
        return sorted(kept)

    def is_cut(self, sites: Iterable[int]) -> bool:
        """Whether all sites of a cut are among these."""
        chosen = set(sites)
        return any(set(cut) <= chosen for cut in self.cuts)

    def allows(self, sites: Iterable[int]) -> bool:
        """Whether these new sites keep every limit but who must be served."""
        is_open = self.opened(sites)
        within_p = self.p is None or (is_open & self.counted).sum() <= self.p
        groups = all(is_open[most.sites].sum() <= most.at_most for most in self.at_most)
        return bool(within_p) and groups and self.affords(sites) and self.follows_rules(sites)

    def follows_rules(self, sites: Iterable[int]) -> bool:
        """Whether these new sites, with the existing ones, meet every rule."""
        open_of_each = self._rule_matrix @ self.opened(sites).astype(np.float64)
        wanted = np.array([rule.at_least for rule in self.must_open])
        return bool((open_of_each >= wanted).all())

    def opened(self, sites: Iterable[int]) -> Flags:
        """Which sites are open when these are opened."""
        is_open = self.open_now.copy()
        is_open[list(sites)] = True
        return is_open

    def nearest(self, sites: Iterable[int]) -> tuple[Places, Floats]:
        """For each row the nearest open site (lowest place of equals) and minutes; −1 and inf."""
        kept = self.opened(sites)[self.site]
        row, site, minutes = self.row[kept], self.site[kept], self.minutes[kept]
        order = np.lexsort((site, minutes, row))
        heads = order[np.unique(row[order], return_index=True)[1]]
        to = np.full(len(self.people), -1, dtype=np.int64)
        nearest_min = np.full(len(self.people), np.inf)
        to[row[heads]] = site[heads]
        nearest_min[row[heads]] = minutes[heads]
        return to, nearest_min


@dataclass(frozen=True, eq=False)
class Found:
    """What a model found: new sites (places, sorted), None where there is no plan.

    ``assigned``: the site of each row where capacity decides it, −1 nobody; None: the nearest.
    """

    outcome: Outcome
    sites: tuple[int, ...] | None = None
    objective: float | None = None
    bound: float | None = None
    assigned: Places | None = None


INFEASIBLE = Found(Outcome.INFEASIBLE)
