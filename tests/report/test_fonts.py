"""The font of papers has what papers print."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from importlib.metadata import metadata
from pathlib import Path

import pytest

from analysis.report.fonts import FAMILY, REPLACEMENT, font_path, glyphs, missing_glyphs, printable
from analysis.report.map_marks import MARKS
from analysis.report.symbols import SYMBOL_SIGNS, SYMBOL_WORDS
from analysis.requirements.catalogue import load_catalogue
from geo.counties import load_cities, load_counties
from geo.demonstration import load_demonstration
from geo.published import load_published
from geo.text import Text
from geo.vocabulary import WORDS


def strings(value: object) -> list[str]:
    """Every string inside records."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for pair in value.items() for s in strings(list(pair))]
    if isinstance(value, list | tuple | set | frozenset):
        return [s for item in value for s in strings(item)]
    if is_dataclass(value):
        return [s for f in fields(value) for s in strings(getattr(value, f.name))]
    return []


def lacking(texts: list[str]) -> frozenset[str]:
    return missing_glyphs("".join(texts))


def test_the_font_is_a_file_of_a_package_named_as_a_dependency() -> None:
    named = Path("pyproject.toml").read_text(encoding="utf-8")
    assert font_path().is_file()
    assert "pylopdf-fonts-zh-cn" in named


def test_the_font_is_under_the_open_font_license() -> None:
    said = metadata("pylopdf-fonts-zh-cn").get_all("Classifier") or []
    assert any("Open Font License" in line for line in said)


def test_the_font_says_its_family() -> None:
    from fontTools.ttLib import TTFont

    assert TTFont(font_path())["name"].getDebugName(1) == FAMILY


def test_every_county_and_city_name_has_its_glyphs() -> None:
    assert lacking(strings([*load_counties(), *load_cities()])) == frozenset()


def test_every_word_of_the_forms_has_its_glyphs() -> None:
    assert lacking(strings(list(WORDS.values()))) == frozenset()


def test_every_character_of_a_mark_has_its_glyph() -> None:
    assert lacking([character for character, _ in MARKS.values()]) == frozenset()


def test_every_text_of_the_catalogue_has_its_glyphs() -> None:
    dumped = [json.loads(f.model_dump_json()) for f in load_catalogue().files]
    assert lacking(strings(dumped)) == frozenset()


@pytest.mark.parametrize("load", [load_published, load_demonstration])
def test_every_recorded_text_has_its_glyphs(load: object) -> None:
    assert lacking(strings(load())) == frozenset()  # type: ignore[operator]


def test_every_verdict_in_words_has_its_glyphs() -> None:
    assert lacking(strings(list(SYMBOL_WORDS.values()))) == frozenset()


def test_a_sign_of_a_verdict_prints_as_a_sign_and_not_as_a_gap() -> None:
    printed = printable("".join(SYMBOL_SIGNS.values()))
    assert REPLACEMENT not in printed
    assert missing_glyphs(printed) == frozenset()


def test_a_character_the_font_lacks_prints_as_the_geta_mark() -> None:
    assert printable("容县\U0001f600校") == f"容县{REPLACEMENT}校"
    assert ord(REPLACEMENT) in glyphs()


def test_signs_that_turn_the_direction_of_text_are_dropped() -> None:
    assert printable("a\u202eb\x00c\u200bd") == "abcd"


def test_the_words_of_both_languages_pass_unchanged() -> None:
    text = Text("已达到 1,390,612 人（三(六)3）", "Met – 30 % “quoted”")
    assert (printable(text.zh), printable(text.en)) == (text.zh, text.en)
