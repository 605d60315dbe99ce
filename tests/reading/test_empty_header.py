"""A header of signs alone names no column, and is no reason to stop."""

from __future__ import annotations

import pytest

from geo.reading.contacts import is_contact


@pytest.mark.parametrize("header", ["", "/", "—", "（）", "联系电话"])
def test_a_header_of_signs_alone_is_no_person_s(header: str) -> None:
    assert is_contact(header) is (header == "联系电话")
