"""A refused list of households as counts per county: looked at, corrected, then planned as a form.

The list itself is gone when this is drawn; only how many rows named which county is left.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from geo.counties import load_counties
from geo.reading.row import stable_id
from geo.records import RETROFIT_BASIS, RetrofitNeed
from geo.text import Text
from ui import state
from ui.components.notice import notice
from ui.importing import import_state
from ui.importing.import_state import Draft
from ui.language import language, say

_SHOWN = "import_counts_shown"
_COUNTED = Text("名单分县汇总", "counted per county from a list")


def panel(of: Draft) -> None:
    """One click shows the counts; they become rows of 家庭无障碍改造 once they have been seen."""
    counts = of.counts
    if counts is None:
        st.markdown(
            say(
                "名单里认不出所在县，没有按县汇总。请在原单位按县汇总后填入模板的“家庭无障碍改造”表。",
                "No county can be told from the list, so it was not counted. Count it where it is"
                " kept and fill in the form “Household retrofits”.",
            )
        )
        return
    if not st.session_state.get(_SHOWN):
        st.markdown(
            say(
                "如果这是困难重度残疾人家庭无障碍改造的名单，可以只取分县户数：",
                "If it lists households for retrofits, its counts per county can be used:",
            )
        )
        if st.button(
            say("只按县汇总户数", "Count the households per county"),
            icon=":material/functions:",
            type="primary",
            key="import_count",
        ):
            st.session_state[_SHOWN] = True
            st.rerun()
        return
    lines = [
        Text(
            "按“一行一户”数出；名单本身已经丢弃，不能再看。请核对后再用。",
            "A row was taken for a household; the list itself is gone. Check before using them.",
        )
    ]
    if counts.by_person:
        lines.append(
            Text(
                "名单像是一人一行（有“与户主关系”一列），行数会多于户数，请改成户数。",
                "The list seems to have a row per person: correct the numbers to households.",
            )
        )
    if counts.unplaced:
        lines.append(
            Text(
                f"另有 {counts.unplaced} 行认不出所在县，没有计入。",
                f"{counts.unplaced} more rows name no county that can be told; not counted.",
            )
        )
    total = sum(counts.rows_by_county.values())
    notice(
        Text(
            f"分县户数：{len(counts.rows_by_county)} 个县，共 {total:,} 行",
            f"{len(counts.rows_by_county)} counties, {total:,} rows",
        ),
        language=language(),
        key="import_counts",
        lines=lines,
    )
    _form(of)


def _form(of: Draft) -> None:
    counts = of.counts.rows_by_county if of.counts is not None else {}
    names = {c.code: c.short_zh if language() == "zh" else c.short_en for c in load_counties()}
    frame = pd.DataFrame(
        {
            "code": list(counts),
            "county": [names[code] for code in counts],
            "households": pd.array(list(counts.values()), dtype="Int64"),
        }
    ).set_index("code")
    with st.form("import_counts_form", border=False):
        edited = st.data_editor(
            frame,
            hide_index=True,
            placeholder="",
            width=420,
            disabled=["county"],
            key=f"import_counts_editor_{language()}",
            column_config={
                "county": st.column_config.TextColumn(say("县（市、区）", "County"), width=150),
                "households": st.column_config.NumberColumn(
                    say("需求户数", "Households"),
                    help=say("含已改造的。", "Those done included."),
                    width=130,
                    min_value=0,
                    step=1,
                ),
            },
        )
        as_of: date | None = st.date_input(
            say("截至哪一天", "As of"),
            value=state.view().as_of,
            format="YYYY-MM-DD",
            width=420,
            key="import_counts_day",
        )
        st.caption(
            say(
                f"口径按“{RETROFIT_BASIS}”记。文号请填在上面“1　来文”里。",
                "Recorded for households in hardship and with severe disability (困难重度). Give"
                " the paper’s number in step 1.",
            )
        )
        sent = st.form_submit_button(say("用这些数，继续", "Use these numbers"), type="primary")
    if sent:
        needs = tuple(
            _need(str(code), int(row["households"]), as_of)
            for code, row in edited.iterrows()
            if not pd.isna(row["households"])
        )
        if not needs:
            st.error(say("没有可用的户数。", "There is no number to use."))
            return
        import_state.change(needs=needs)
        st.session_state.pop(_SHOWN, None)
        st.rerun()


def _need(county_code: str, households: int, as_of: date | None) -> RetrofitNeed:
    """The row the form would have made."""
    return RetrofitNeed(
        record_id=stable_id("H", county_code, RETROFIT_BASIS, as_of, None),
        county_code=county_code,
        eligible_households=households,
        done_households=None,
        as_of=as_of,
        source=import_state.document_name() or _COUNTED.zh,
    )
