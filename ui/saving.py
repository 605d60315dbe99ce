"""Saving what a reader entered: into the register, or what keeps it from going there, in words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.layers import MixedDataError
from geo.register.changes import ConflictError
from geo.register.errors import RegisterError
from ui import state
from ui.access import people
from ui.conflict_view import conflict
from ui.language import say, word


def may_save() -> bool:
    """Whether the reader may save: an editor, or anyone who only tries the demonstration.

    Nobody while a frozen assessment or the register of a past day is looked at.
    """
    return state.can_edit_now()


def seen(form: str) -> int:
    """The register's last change when the reader was first shown what they are changing."""
    noted: int = st.session_state.setdefault(_key(form), state.last_change())
    return noted


def save(table: str, records: tuple[Any, ...], form: str) -> bool:
    """Whether the records are now the table's; if not, the reader has been told why.

    A record that somebody else changed since the form was drawn is shown, and nothing is saved:
    saving again is then the reader's decision.
    """
    try:
        state.keep_records(table, records, seen(form))
    except ConflictError as error:
        conflict(error)
        return False
    except MixedDataError as error:
        st.error(
            say(
                f"含有演示记录（{error}），不能放进真实数据。没有保存。",
                f"It holds demonstration records ({error}), which never come among real ones."
                " Nothing was saved.",
            )
        )
        return False
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return False
    finally:
        st.session_state.pop(_key(form), None)
    return True


def _key(form: str) -> str:
    return f"seen_{form}"
