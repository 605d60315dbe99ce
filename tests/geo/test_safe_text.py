from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geo.safe_text import safe_text
from geo.text import Text

TURNS_AROUND = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
SHOWS_NOTHING = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD]
BREAKS_FILES = [
    0,
    1,
    8,
    0xB,
    0xC,
    0x1F,
    0x7F,
    0x85,
    0xD800,
    0xDFFF,
    0xFDD0,
    0xFFFE,
    0xFFFF,
    0x1FFFE,
]
UNSAFE = "".join(map(chr, TURNS_AROUND + SHOWS_NOTHING + BREAKS_FILES))


def test_each_unsafe_sign_is_dropped_and_nothing_beside_it() -> None:
    for sign in UNSAFE:
        assert safe_text(f"演示{sign}中心") == "演示中心"


def test_rare_letters_and_variants_of_names_stay() -> None:
    name = "𠮷田\U000e0100 \ue000 é ︀\ufffd\u3000"
    assert safe_text(name) == name


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert safe_text("a\r\nb\rc\u2028d\u2029e\nf\tg") == "a\nb\nc\nd\ne\nf\tg"


@given(st.text(st.characters()))
def test_what_is_safe_is_left_alone_and_what_is_left_is_safe(text: str) -> None:
    safe = safe_text(text)
    assert safe_text(safe) == safe
    assert not [
        c for c in safe if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t"
    ]


def test_a_text_in_two_languages_carries_no_unsafe_sign() -> None:
    assert Text(f"中{UNSAFE}心", f"a{UNSAFE}b") == Text("中心", "ab")
