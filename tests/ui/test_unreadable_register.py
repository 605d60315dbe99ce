"""A register with a record of a later program: the app says so and shows no traceback."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sqlalchemy import create_engine, text

from geo.register.place import register_url
from geo.register.start import start_register
from tests.ui.test_pages import opened


def test_a_record_nobody_can_read_is_said_on_the_page() -> None:
    url = register_url(None, os.environ)
    start_register(url, datetime(2026, 3, 1, tzinfo=UTC)).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO events VALUES ('vehicles', 'x', 1, 1, NULL, '{\"vehicle_id\":\"x\"}')"
            )
        )
    engine.dispose()
    app = opened("450900")
    assert not app.exception
    (said,) = app.error
    assert "表 vehicles" in said.value
    assert app.button(key="no_register").label == "先用演示数据看一遍"
