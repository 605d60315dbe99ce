"""备份: the whole register with its history in one file, and back into a register that is empty."""

from __future__ import annotations

import io
from functools import partial

import streamlit as st

from geo.register.backup import (
    BackupSummary,
    backup_summary,
    restorable,
    restore_backup,
    size_bytes,
    write_backup,
)
from geo.register.changes import OFFICE_TIME
from geo.register.errors import RegisterError
from geo.register.store import Register
from geo.text import Text
from ui import register_access
from ui.access import people
from ui.frozen.frozen_view import closed
from ui.language import say, word
from ui.style import BACKUP_FILE, MOST_MB

_RESTORED = "register_restored"
_MB = 1_000_000


def panel() -> None:
    """What a backup holds, its button for editors, and the way back."""
    _say_restored()
    st.markdown(f"**{say('备份整套台账', 'Back the whole register up')}**")
    register = register_access.register()
    st.markdown(word(_holds(backup_summary(register), size_bytes(register))))
    if not people.can_edit():
        # Its history holds what was withdrawn, too: that is for those who answer for it.
        st.caption(
            say(
                "备份含全部历史（包括已撤回的内容），由编辑人员下载和保管。",
                "A backup holds the whole history, what was withdrawn too: editors download and"
                " keep it.",
            )
        )
        return
    day = register_access.now().astimezone(OFFICE_TIME).strftime("%Y%m%d")
    st.download_button(
        say("下载备份（zip）", "Download the backup (zip)"),
        data=partial(_backup, register),
        file_name=say(f"台账备份_{day}_内部资料.zip", f"register-backup_{day}_Internal.zip"),
        mime="application/zip",
        icon=":material/database:",
        type="primary",
        on_click="ignore",
        key="download_backup",
    )
    st.markdown(f"**{say('从备份恢复', 'Restore from a backup')}**")
    if closed("restore"):
        return
    if restorable(register):
        _restore(register)
    else:
        st.markdown(word(_NOT_HERE))


_NOT_HERE = Text(
    "恢复只能恢复到空台账。本台账已有内容，不会被覆盖。要恢复，请另建一套：\n"
    "`python -m geo restore 备份.zip --register 新台账.sqlite`，再让本工具使用新台账"
    "（环境变量 PLANNER_REGISTER）。",
    "A backup is restored into an empty register only. This one has content, which is never"
    " overwritten. Restore into a new one:\n`python -m geo restore backup.zip --register"
    " new.sqlite`, then point the tool at it (environment variable PLANNER_REGISTER).",
)


def _backup(register: Register) -> bytes:
    """The file; made where no session is seen."""
    stream = io.BytesIO()
    write_backup(register, stream)
    return stream.getvalue()


def _holds(summary: BackupSummary, taken_bytes: int) -> Text:
    records = sum(len(t) for t in register_access.current().tables.values())
    frozen, size = summary.rows.get("frozen", 0), f"{taken_bytes / _MB:,.1f} MB"
    return Text(
        f"一个文件，含现有 {records:,} 条记录、{summary.changes:,} 次变更的全部历史"
        f"（涉及记录 {summary.events:,} 条次，改动前后都在）、{frozen:,} 份定稿和各单位的列名对应。"
        f"台账现占 {size}，备份经压缩更小。台账不收身份证号、残疾人证号、银行卡号，"
        "也不存账号和邮箱，备份里同样没有。",
        f"One file with the {records:,} records of now, the whole history of {summary.changes:,}"
        f" changes ({summary.events:,} records before and after), {frozen:,} frozen assessments and"
        f" the senders’ column names. The register takes {size}; compressed, the backup is"
        " smaller. The register takes no identity, certificate or card numbers and keeps no"
        " accounts or e-mails: neither does a backup.",
    )


def _restore(register: Register) -> None:
    st.markdown(
        say(
            "本台账还是空的（只有随工具提供的公开资料），可以在这里恢复。",
            "This register is empty (it holds the published set alone): a backup can be restored"
            " here.",
        )
    )
    file = st.file_uploader(
        say("备份文件（zip）", "Backup (zip)"),
        type=["zip"],
        key=BACKUP_FILE,
        max_upload_size=MOST_MB,
    )
    if file is None or not st.button(
        say("恢复到本台账", "Restore into this register"), icon=":material/restore:", key="restore"
    ):
        return
    try:
        register_access.require_editor()
        summary = restore_backup(file, register)
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    register_access.forget()
    st.session_state[_RESTORED] = summary
    st.rerun()


def _say_restored() -> None:
    summary: BackupSummary | None = st.session_state.pop(_RESTORED, None)
    if summary is not None:
        st.success(
            say(
                f"已恢复：{summary.changes:,} 次变更的全部历史。",
                f"Restored: the whole history of {summary.changes:,} changes.",
            )
        )
