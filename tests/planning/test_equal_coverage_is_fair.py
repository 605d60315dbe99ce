"""Equal coverage leaves no county lower than it must be, and never takes back what it gave."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.apportion import Bounds, equal_coverage

Case = tuple[int, list[tuple[int, int]]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A target that fits, and (done, eligible) of a few small counties."""
    counties = []
    for _ in range(draw(st.integers(1, 3))):
        eligible = draw(st.integers(1, 7))
        counties.append((draw(st.integers(0, eligible)), eligible))
    return draw(st.integers(0, sum(e - d for d, e in counties))), counties


def shared(target: int, counties: list[tuple[int, int]]) -> list[int]:
    codes = [f"{i}" for i in range(len(counties))]
    given_to = equal_coverage(
        target,
        {c: d for c, (d, _) in zip(codes, counties, strict=True)},
        {c: e for c, (_, e) in zip(codes, counties, strict=True)},
        {c: Bounds(0, e - d) for c, (d, e) in zip(codes, counties, strict=True)},
    )
    return [given_to[code] for code in codes]


def every_split(target: int, counties: list[tuple[int, int]]) -> Iterator[list[int]]:
    if not counties:
        if target == 0:
            yield []
        return
    (done, eligible), *others = counties
    for households in range(min(target, eligible - done) + 1):
        for rest in every_split(target - households, others):
            yield [households, *rest]


def coverage(split: list[int], counties: list[tuple[int, int]]) -> list[Fraction]:
    """Coverage of all counties, the lowest first."""
    return sorted(Fraction(d + n, e) for n, (d, e) in zip(split, counties, strict=True))


@given(cases())
def test_no_split_lifts_the_lowest_county_higher(case: Case) -> None:
    target, counties = case
    best = max(coverage(split, counties)[0] for split in every_split(target, counties))
    assert coverage(shared(target, counties), counties)[0] == best


@given(cases().filter(lambda case: case[0] > 0))
def test_a_larger_target_takes_nothing_from_any_county(case: Case) -> None:
    target, counties = case
    pairs = zip(shared(target - 1, counties), shared(target, counties), strict=True)
    assert all(before <= after for before, after in pairs)
