"""汇报 runs in the app: what is chosen goes into the papers."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from analysis.planning.scenarios.own_targets import COVERAGE, OwnTarget
from analysis.report.papers.contents import Section
from analysis.report.report import ReportState
from tests.ui import frozen_app
from tests.ui.frozen_app import drawn as everything
from tests.ui.papers_steps import box, for_whom, page, part, word_text
from tests.ui.scenario_examples import YULIN, kept
from tests.ui.test_downloads import made, offered
from ui.papers import papers_choice
from ui.papers.papers_audience import Audience
from ui.scenarios.scenario_kept import Kept

__all__ = ["offered"]


def test_a_part_without_content_is_grey_and_says_why() -> None:
    app = page(demonstration=False)
    grey = {c.key: c.label for c in app.checkbox if c.disabled}
    assert "本市规划没有指标表" in grey[f"papers_none_{Section.INDICATORS}"]
    assert "还没有" in grey[f"papers_none_{Section.PROJECTS}"]
    assert not box(app, part(Section.OVERVIEW)).disabled


def test_a_part_left_out_is_not_in_the_brief(offered: dict[str, dict[str, Any]]) -> None:
    app = page()
    with_all = word_text(made(offered["papers_file_docx"]["data"]))
    box(app, part(Section.TASKS)).uncheck().run()
    assert not app.exception
    without = word_text(made(offered["papers_file_docx"]["data"]))
    assert "任务分解表" in with_all
    assert "任务分解表" not in without


def test_matters_to_decide_go_in_as_they_are_written(offered: dict[str, dict[str, Any]]) -> None:
    app = page()
    app.text_area[0].set_value("同意**先核实**\n\n把 <b>经费</b> 列入预算").run()
    assert not app.exception
    text = word_text(made(offered["papers_file_docx"]["data"]))
    assert "同意**先核实**" in text
    assert "把 <b>经费</b> 列入预算" in text


def test_a_matter_with_a_telephone_number_is_left_out_and_said(
    offered: dict[str, dict[str, Any]],
) -> None:
    app = page()
    app.text_area[0].set_value("请联系 13907751234\n同意先核实").run()
    assert any("没有写入材料" in e.value for e in app.error)
    text = word_text(made(offered["papers_file_docx"]["data"]))
    assert "同意先核实" in text
    assert "13907751234" not in text


def test_the_stored_scenario_chosen_is_in_the_papers(offered: dict[str, dict[str, Any]]) -> None:
    held = {"scenario-1": kept()}
    app = page(**{f"scenarios_demonstration_{YULIN}": held})
    choice = next(s for s in app.selectbox if (s.key or "").startswith("papers_scenario"))
    assert "演示陆川县敬老院" not in word_text(made(offered["papers_file_docx"]["data"]))
    choice.set_value("scenario-1").run()
    assert not app.exception
    assert not box(app, part(Section.PROJECTS)).disabled
    assert "拟建项目" in word_text(made(offered["papers_file_docx"]["data"]))


def test_papers_are_of_the_scenario_as_it_is_now_and_not_as_another_reader_s_was(
    offered: dict[str, dict[str, Any]],
) -> None:
    def brief(one: Kept) -> str:
        """Of a session of its own: what was put together is shared by all of them."""
        session = {f"scenarios_demonstration_{YULIN}": {one.scenario_id: one}}
        chosen = {f"scenario_{YULIN}_True": one.scenario_id}
        assert not page(choice=chosen, **session).exception
        document = docx.Document(io.BytesIO(made(offered["papers_file_docx"]["data"])))
        return "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)

    first = replace(kept(), targets=(OwnTarget(COVERAGE, "target", "61.7"),))
    other = replace(kept(), targets=(OwnTarget(COVERAGE, "target", "62.9"),))
    stopped = replace(first, plan=replace(first.plan, projects=first.plan.projects[:1]))
    assert first.plan.fingerprint == stopped.plan.fingerprint
    assert "61.7" in brief(first)
    assert "62.9" in brief(other)
    home = first.plan.projects[1].option.site.name
    assert home in brief(first)
    assert home not in brief(stopped)


def test_the_public_edition_offers_no_maps_and_says_so_in_no_name(
    offered: dict[str, dict[str, Any]],
) -> None:
    app = page()
    assert "内部资料" in offered["papers_file_docx"]["file_name"]
    offered.clear()
    for_whom(app, Audience.PUBLIC)
    assert not app.exception
    assert "papers_file_gpkg" not in offered
    assert "内部资料" not in offered["papers_file_docx"]["file_name"]
    assert box(app, f"papers_none_{Section.SOURCES}").disabled
    parts = [c.key for c in app.checkbox if str(Section.PENDING) in (c.key or "")]
    assert parts == []


def test_a_public_draft_is_said_and_made_only_once_that_is_confirmed(
    offered: dict[str, dict[str, Any]],
) -> None:
    app = for_whom(page(), Audience.PUBLIC)
    assert "尚未审定" in everything(app)
    assert app.button(key="papers_make").disabled
    assert offered["papers_file_docx"]["disabled"]
    confirm = next(c for c in app.checkbox if (c.key or "").startswith("papers_public_draft"))
    confirm.check().run()
    assert not app.button(key="papers_make").disabled
    assert not offered["papers_file_docx"]["disabled"]
    assert "尚未审定" in word_text(made(offered["papers_file_docx"]["data"]))


def test_each_audience_has_its_parts_and_only_the_committee_is_asked_to_decide() -> None:
    app = page()
    assert not box(app, part(Section.DETAILS)).value
    assert app.text_area
    for_whom(app, Audience.OFFICE)
    assert box(app, part(Section.DETAILS, Audience.OFFICE)).value
    assert not app.text_area


def test_the_papers_language_is_its_own(offered: dict[str, dict[str, Any]]) -> None:
    app = page("zh")
    control = next(c for c in app.segmented_control if c.key == "papers_language")
    control.set_value("en").run()
    assert not app.exception
    assert "Overview" in word_text(made(offered["papers_file_docx"]["data"]))
    assert offered["papers_file_docx"]["file_name"].startswith("Demonstration")


def test_without_a_frozen_assessment_no_paper_is_called_approved(
    offered: dict[str, dict[str, Any]],
) -> None:
    app = page()
    app.selectbox(key="choice_state").set_value(ReportState.APPROVED).run()
    assert "审定稿只从定稿产生" in everything(app)
    assert "送审稿" in offered["papers_file_pdf"]["file_name"]


def test_of_a_frozen_assessment_the_papers_are_approved_and_its_own(
    offered: dict[str, dict[str, Any]],
) -> None:
    frozen = frozen_app.frozen_now(ReportState.APPROVED)
    frozen_app.on_record(frozen_app.later_facility())
    app = frozen_app.looking_at(frozen.frozen_id)
    app.session_state["papers_kept"] = {"maps": False}
    app.switch_page("ui/pages/papers.py").run()
    assert not app.exception
    assert "审定稿" in offered["papers_file_docx"]["file_name"]
    text = word_text(made(offered["papers_file_docx"]["data"]))
    assert frozen.run_id in text
    assert "审定稿" in text


def test_the_frozen_assessment_is_chosen_on_the_page(
    offered: dict[str, dict[str, Any]],
) -> None:
    frozen = frozen_app.frozen_now(ReportState.APPROVED)
    app = page(demonstration=False)
    assert "征求意见稿" in offered["papers_file_docx"]["file_name"]
    choice = next(s for s in app.selectbox if (s.key or "").startswith("papers_basis"))
    assert choice.value == 0
    choice.set_value(frozen.frozen_id).run()
    assert not app.exception
    assert "审定稿" in offered["papers_file_docx"]["file_name"]
    back = next(s for s in app.selectbox if (s.key or "").startswith("papers_basis"))
    back.set_value(0).run()
    assert "征求意见稿" in offered["papers_file_docx"]["file_name"]


def test_invented_and_real_data_together_make_no_papers_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, offered: dict[str, dict[str, Any]]
) -> None:
    # A scenario reckoned of the demonstration, among the records of the register.
    monkeypatch.setattr(papers_choice, "usable_scenarios", lambda: (kept(),))
    app = page(demonstration=False, choice={f"scenario_{YULIN}_False": "scenario-1"})
    assert not app.exception
    assert any("不能编入同一份材料" in e.value for e in app.error)
    assert "papers_file_docx" not in offered
