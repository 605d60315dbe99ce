from itertools import pairwise

import pytest
from pydantic import ValidationError

from geo.sources import (
    HASH_FREE,
    Source,
    data_files,
    file_sha256,
    load_sources,
    source,
)

LISTED = {entry.path for entry in load_sources()}
ENTRY = {
    "source_id": "x",
    "path": "population/x.csv",
    "title": {"zh": "表", "en": "Table"},
    "origin": {"zh": "年鉴", "en": "Yearbook"},
    "licence": {"zh": "事实数据", "en": "facts"},
    "vintage": "2020",
    "how_made": {"zh": "抄录", "en": "copied"},
    "sha256": "0" * 64,
}


@pytest.mark.parametrize("path", data_files())
def test_a_data_file_is_listed_with_its_source(path: str) -> None:
    assert path in LISTED, f"add a [[source]] block for data/{path}, sha256 {file_sha256(path)}"


@pytest.mark.parametrize("path", sorted(LISTED))
def test_a_listed_file_exists(path: str) -> None:
    assert path in data_files()


@pytest.mark.parametrize("entry", [e for e in load_sources() if e.sha256], ids=lambda e: e.path)
def test_a_file_is_the_one_that_was_listed(entry: Source) -> None:
    assert file_sha256(entry.path) == entry.sha256


def test_no_file_and_no_id_is_listed_twice() -> None:
    for names in ([e.path for e in load_sources()], [e.source_id for e in load_sources()]):
        assert all(a < b for a, b in pairwise(sorted(names)))


def test_an_entry_is_found_by_its_id() -> None:
    assert source("census-2020").path == "population/census_2020_counties.csv"


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        source("nothing")


def test_a_vintage_that_is_a_bare_date_reads_the_same_in_both_languages() -> None:
    assert Source.model_validate(ENTRY).vintage.text.en == "2020"


def test_a_vintage_in_chinese_words_needs_its_english() -> None:
    with pytest.raises(ValidationError):
        Source.model_validate(ENTRY | {"vintage": "2020 年末"})


def test_a_well_formed_entry_is_read() -> None:
    assert Source.model_validate(ENTRY).title.text.en == "Table"


@pytest.mark.parametrize("name", [name for name in ENTRY if name != "sha256"])
def test_an_entry_without_one_of_its_parts_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Source.model_validate({k: v for k, v in ENTRY.items() if k != name})


def test_an_entry_with_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValidationError, match="licens"):
        Source.model_validate({**ENTRY, "license": "MIT"})


def test_an_entry_without_english_is_refused() -> None:
    with pytest.raises(ValidationError, match="en"):
        Source.model_validate({**ENTRY, "title": {"zh": "表"}})


def test_a_file_without_a_hash_is_refused() -> None:
    with pytest.raises(ValidationError, match="sha256"):
        Source.model_validate({**ENTRY, "sha256": ""})


def test_a_requirements_file_needs_no_hash() -> None:
    path = HASH_FREE[0] + "yulin.toml"
    assert Source.model_validate({**ENTRY, "path": path, "sha256": ""}).sha256 == ""
