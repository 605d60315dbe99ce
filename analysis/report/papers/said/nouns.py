"""Nouns of a sentence: a type of facility as something one can go to."""

from __future__ import annotations

from geo.text import Text
from geo.vocabulary import WORDS, FacilityType

_NAMED_BY_WHAT_THEY_DO = frozenset(
    {FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE}
)
"""The others are named as places already: 特殊教育学校, 康复医院."""


def facility_noun(kind: FacilityType) -> Text:
    """托养设施, 特殊教育学校."""
    word = WORDS[kind]
    said = f"{word.zh}设施" if kind in _NAMED_BY_WHAT_THEY_DO else word.zh
    return Text(said, word.en.lower())
