"""The tables of certificate holders, school placement and funds stand in the layer set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.layers import LayerSet, MixedDataError
from geo.records import CertifiedPersons, RetrofitFunds, SchoolPlacement
from geo.vocabulary import WORDS, DisabilityCategory, FundKind

DAY = date(2025, 12, 31)
EMPTY = LayerSet(cities=(), counties=())
TABLES: dict[str, Any] = {
    "certified_persons": CertifiedPersons(
        "P-1", "450921", DisabilityCategory.VISUAL, 1, "7-17", 12, DAY, "台账"
    ),
    "school_placements": SchoolPlacement(
        "E-1", "450921", 100, 40, 30, 5, 20, 5, 50, DAY, "台账"
    ),
    "retrofit_funds": RetrofitFunds("M-1", "450900", "", FundKind.CITY, 1_000.0, 2026),
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_a_record_changes_the_fingerprint(table: str) -> None:
    assert EMPTY.with_added(**{table: (TABLES[table],)}).fingerprint != EMPTY.fingerprint


@pytest.mark.parametrize("table", TABLES)
def test_a_record_with_the_same_id_replaces_the_earlier_one(table: str) -> None:
    later = replace(TABLES[table], county_code="450922")
    both = EMPTY.with_added(**{table: (TABLES[table],)}).with_added(**{table: (later,)})
    assert getattr(both, table) == (later,)


def test_invented_money_never_comes_among_real_records() -> None:
    invented = replace(TABLES["retrofit_funds"], document="演示文件")
    with pytest.raises(MixedDataError):
        EMPTY.with_added(retrofit_funds=(invented,))


@pytest.mark.parametrize("code", [*DisabilityCategory, *FundKind])
def test_every_code_has_a_word_in_both_languages(code: DisabilityCategory | FundKind) -> None:
    assert WORDS[code].zh
    assert WORDS[code].en
