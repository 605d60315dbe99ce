from __future__ import annotations

from datetime import UTC, datetime

from geo.register.senders import remember_mapping, remembered_mapping
from geo.register.store import Register

NOW = datetime(2026, 4, 1, tzinfo=UTC)
COUNTY, OTHER = "容县残联", "北流市残联"


def test_a_mapping_never_kept_is_none(register: Register) -> None:
    assert remembered_mapping(register, COUNTY, "facilities", "s") is None


def test_saving_again_replaces(register: Register) -> None:
    remember_mapping(register, COUNTY, "facilities", "s", "1", NOW)
    remember_mapping(register, COUNTY, "facilities", "s", "2", NOW)
    assert remembered_mapping(register, COUNTY, "facilities", "s") == "2"


def test_sender_form_and_signature_are_kept_apart(register: Register) -> None:
    remember_mapping(register, COUNTY, "facilities", "s", "1", NOW)
    assert remembered_mapping(register, OTHER, "facilities", "s") is None
    assert remembered_mapping(register, COUNTY, "rulings", "s") is None
    assert remembered_mapping(register, COUNTY, "facilities", "t") is None
