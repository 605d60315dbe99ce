from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.class_breaks import METHOD_WORDS, ClassBreaks, Method, class_breaks
from geo.boundaries import areas_km2, load_boundaries
from geo.population import load_census, population_measures

METHODS = list(Method)
VALUES = st.lists(st.floats(-1e6, 1e9, allow_subnormal=False), min_size=1, max_size=40)


def grouped(values: list[float], found: ClassBreaks) -> list[list[float]]:
    classes = sorted({found.class_of(v) for v in values})
    return [[v for v in sorted(values) if found.class_of(v) == c] for c in classes]


def within(groups: list[list[float]]) -> float:
    return sum(sum((v - sum(g) / len(g)) ** 2 for v in g) for g in groups)


def test_natural_breaks_part_three_clear_groups() -> None:
    values = [1, 2, 3, 20, 21, 22, 90, 95, 99]
    assert grouped(values, class_breaks(values, 3)) == [[1, 2, 3], [20, 21, 22], [90, 95, 99]]


def test_quantiles_of_evenly_spaced_values_fill_classes_equally() -> None:
    values = [float(v) for v in range(0, 80, 10)]
    found = class_breaks(values, 4, Method.QUANTILE)
    assert [len(group) for group in grouped(values, found)] == [2, 2, 2, 2]


def test_equal_intervals_divide_the_range_evenly() -> None:
    values = [float(v) for v in range(0, 101, 5)]
    assert class_breaks(values, 4, Method.EQUAL_INTERVAL).breaks == pytest.approx(
        (25, 50, 75), abs=5
    )


def test_near_equal_values_share_a_class() -> None:
    # 17.3 and 17.6 of a range of 21: the best natural break of these would part them.
    values = [10.0, 12.0, 14.0, 17.3, 17.6, 20.0, 25.0, 31.0]
    for method in METHODS:
        found = class_breaks(values, 4, method)
        assert found.class_of(17.3) == found.class_of(17.6)


def test_a_break_is_a_readable_number() -> None:
    assert class_breaks([3.17, 4.02, 17.61, 18.9], 2).breaks == (10.0,)


def test_a_break_of_shares_is_written_as_short_as_it_reads() -> None:
    assert [repr(b) for b in class_breaks([0.11, 0.12, 0.287, 0.293], 2).breaks] == ["0.2"]


def test_a_value_on_a_break_belongs_above() -> None:
    found = ClassBreaks(Method.NATURAL, (10.0, 20.0))
    assert [found.class_of(v) for v in (9.9, 10.0, 20.0)] == [0, 1, 2]


def test_a_missing_value_has_no_class() -> None:
    found = class_breaks([1.0, None, float("nan"), 9.0], 2)
    assert [found.class_of(v) for v in (None, float("nan"), 1.0, 9.0)] == [None, None, 0, 1]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0, 5.0]])
def test_values_that_do_not_differ_need_no_break(values: list[float], method: Method) -> None:
    assert class_breaks(values, 4, method).breaks == ()


def test_no_class_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="classes"):
        class_breaks([1.0, 2.0], 0)


def test_infinite_values_are_refused() -> None:
    with pytest.raises(ValueError, match="infinite"):
        class_breaks([1.0, float("inf")])


def test_every_method_has_a_name_in_both_languages() -> None:
    assert all(METHOD_WORDS[m].zh and METHOD_WORDS[m].en for m in METHODS)


def test_every_measure_of_the_population_map_gets_four_classes_per_city() -> None:
    measures = population_measures(load_census(), areas_km2(load_boundaries()))
    for city in ("4502", "4509"):
        rows = measures[measures.index.str.startswith(city)]
        for column in rows:
            assert len(class_breaks(rows[column], 4).breaks) == 3, (city, column)


@given(VALUES, st.integers(1, 7), st.sampled_from(METHODS))
def test_breaks_rise_and_leave_no_class_empty(
    values: list[float], classes: int, method: Method
) -> None:
    found = class_breaks(values, classes, method)
    assert list(found.breaks) == sorted(set(found.breaks))
    assert len(found.breaks) < classes
    assert {found.class_of(v) for v in values} == set(range(len(found.breaks) + 1))


@given(VALUES, st.integers(2, 6), st.sampled_from(METHODS))
def test_no_break_parts_near_equal_values(
    values: list[float], classes: int, method: Method
) -> None:
    found = class_breaks(values, classes, method)
    near = min(0.02, 0.5 / max(1, len(values) - 1)) * (max(values) - min(values))
    for a, b in pairwise(sorted(values)):
        assert b - a > near or found.class_of(a) == found.class_of(b)


@given(VALUES, st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_the_order_of_the_values_changes_nothing(values, method, random) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)
    assert class_breaks(shuffled, 4, method) == class_breaks(values, 4, method)


@given(st.lists(st.integers(0, 12), min_size=3, max_size=10, unique=True), st.integers(2, 4))
def test_natural_breaks_are_as_good_as_the_best_of_all_partitions(
    values: list[int], classes: int
) -> None:
    # A range of at most 12 in whole steps: no two values are nearly equal.
    assume(len(values) >= classes)
    ordered = [float(v) for v in sorted(values)]
    best = min(
        within([ordered[i:j] for i, j in pairwise((0, *cuts, len(ordered)))])
        for cuts in combinations(range(1, len(ordered)), classes - 1)
    )
    assert within(grouped(ordered, class_breaks(ordered, classes))) == pytest.approx(best, abs=1e-6)
