"""Verbs, labels and force: what a plan binds to is said in its own words."""

from __future__ import annotations

import re

import pytest

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import (
    Force,
    Kind,
)

BINDING_VERBS = {"确保", "应", "要", "做到", "实现", "实现80%"}

LABELS = {"约束性", "预期性"}

A_QUANTITY = re.compile(r"\d|全覆盖")

INDICATOR_LABELS = {3: "约束性", 4: "约束性", 5: "约束性", 9: "约束性", 10: "约束性", 11: "约束性"}
"""The rows printed 约束性; all others are 预期性."""


def test_only_the_table_bears_official_labels(catalogue: Catalogue) -> None:
    labelled = [e for e in catalogue.entries.values() if e.label_or_verb in LABELS]
    assert {e.id for e in labelled} == {
        *(f"liuzhou.indicator-{n}" for n in range(1, 12)),
        "liuzhou.household-retrofit",
    }
    for n in range(1, 12):
        entry = catalogue.entries[f"liuzhou.indicator-{n}"]
        assert entry.label_or_verb == INDICATOR_LABELS.get(n, "预期性")


def test_a_verb_is_the_quotes_own_word_never_a_gloss(catalogue: Catalogue) -> None:
    wrong = [
        (e.id, e.label_or_verb)
        for e in catalogue.entries.values()
        if e.kind not in (Kind.BASELINE, Kind.REFERENCE)
        and (not e.label_or_verb or e.label_or_verb not in e.quote)
    ]
    assert wrong == []


def test_only_the_verbs_that_bind_are_binding(catalogue: Catalogue) -> None:
    wrong = [
        (e.id, e.label_or_verb)
        for e in catalogue.entries.values()
        if e.force is Force.BINDING and e.label_or_verb not in BINDING_VERBS | LABELS
    ]
    assert wrong == []


@pytest.mark.parametrize("verb", ["要", "实现"])
def test_a_verb_that_binds_by_its_number_only_has_one(catalogue: Catalogue, verb: str) -> None:
    entries = [e for e in catalogue.entries.values() if e.label_or_verb == verb]
    without = [e for e in entries if not A_QUANTITY.search(e.quote)]
    assert without
    assert [e.id for e in without if e.force is Force.BINDING] == []
    assert any(e.force is Force.BINDING for e in entries)


@pytest.mark.parametrize("verb", ["确保", "应", "做到"])
def test_a_verb_that_binds_by_itself_is_always_binding(catalogue: Catalogue, verb: str) -> None:
    forces = {e.force for e in catalogue.entries.values() if e.label_or_verb == verb}
    assert forces == {Force.BINDING}


def test_may_is_always_permissive_and_nothing_else_is(catalogue: Catalogue) -> None:
    entries = catalogue.entries.values()
    may = {e.id for e in entries if e.label_or_verb == "可"}
    assert may == {e.id for e in entries if e.force is Force.PERMISSIVE}
    assert may == {"yulin.population-trigger", "yulin.c-17y"}


def test_baselines_have_no_force_and_no_verb(catalogue: Catalogue) -> None:
    baselines = [e for e in catalogue.entries.values() if e.kind is Kind.BASELINE]
    assert {(e.force, e.label_or_verb) for e in baselines} == {(Force.NONE, "")}
