"""The long runs of the register need the same databases as its tests."""

from tests.register.conftest import postgres_database, register_url

__all__ = ["postgres_database", "register_url"]
