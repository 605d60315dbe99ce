from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.codec import CodecError, from_json, to_json
from geo.text import Text


@dataclass(frozen=True)
class Other:
    value: float


@dataclass(frozen=True)
class Holder:
    values: tuple[str | int | float | Text | Other | None, ...] = ()


words = st.text(max_size=5)
one = (
    st.none()
    | words
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.builds(Text, words, words)
    | st.builds(Other, st.floats(-9, 9))
)


@given(st.lists(one, max_size=4))
def test_a_value_of_several_kinds_keeps_its_kind(values: list[object]) -> None:
    kept = from_json(Holder, to_json(Holder(tuple(values))))  # type: ignore[arg-type]
    assert kept == Holder(tuple(values))  # type: ignore[arg-type]
    assert [type(v) for v in kept.values] == [type(v) for v in values]


@pytest.mark.parametrize("value", [{"is": "Unknown"}, {"zh": "a", "en": "b"}, ["a"]])
def test_a_value_of_no_known_kind_is_refused(value: object) -> None:
    with pytest.raises(CodecError):
        from_json(Holder, {"values": [value]})
