"""核对进度: the first sentence, the table by county, and one county's reviews in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from analysis.report.cells import Cell
from analysis.report.report import Column, ColumnKind, Table, Value, VerdictValue
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.reviewing import CountyProgress
from geo.layers import County
from geo.reviews import REVIEW_WORDS, Review, ReviewState
from geo.text import Text, join

PROGRESS_COLUMNS = (
    Column("county", Text("县（市、区）", "County"), width_chars=12),
    Column("issued", Text("下发日期", "Sent"), width_chars=11),
    Column("deadline", Text("返回期限", "Deadline"), width_chars=11),
    Column("answered", Text("已答复", "Answered"), width_chars=9),
    Column("disputed", Text("有异议", "Disputed"), ColumnKind.NUMBER, width_chars=9),
    Column("under_review", Text("复核中", "Under review"), ColumnKind.NUMBER, width_chars=9),
    Column("decided", Text("复核认定", "Decided"), ColumnKind.NUMBER, width_chars=9),
    Column("standing", Text("返回情况", "Standing"), width_chars=20),
)
REVIEW_COLUMNS = (
    Column("requirement", Text("规划要求", "Finding"), width_chars=22),
    Column("verdict", Text("下发时的结论", "Verdict sent"), ColumnKind.VERDICT, width_chars=16),
    Column("state", Text("核对状态", "State"), width_chars=12),
    Column("answer", Text("县级意见", "County’s opinion"), width_chars=30),
    Column("proof", Text("佐证材料清单", "Proof enclosed"), width_chars=24),
    Column("outcome", Text("复核认定", "Decided on review"), width_chars=30),
)
Names = Mapping[str, Text]
"""The requirements' names by id, in the order of the check sheet."""
NOTHING_SENT = Text("还没有下发核对确认单。", "No check sheet has been sent out yet.")


def progress_lede(
    progress: Sequence[CountyProgress],
    counties: Mapping[str, County],
    county_word: Text,
    today: date,
) -> Text:
    """How many sheets are out, how many answered, how many disputed, who is late (Markdown)."""
    out = [p for p in progress if p.issued]
    if not out:
        return Text(f"**{NOTHING_SENT.zh}**", f"**{NOTHING_SENT.en}**")
    done = sum(p.complete for p in out)
    zh = [f"已向 **{len(out)}** 个{county_word.zh}下发核对确认单，**{done}** 个已全部答复"]
    en = [f"**{len(out)}** check sheets are out, **{done}** fully answered"]
    open_disputes = sum(p.disputed + p.under_review for p in out)
    if open_disputes:
        places = sum(p.disputed + p.under_review > 0 for p in out)
        zh.append(f"**{open_disputes}** 项有异议、尚未办结，涉及 {places} 个{county_word.zh}")
        en.append(f"**{open_disputes}** findings in dispute (in {_places(places)})")
    else:
        zh.append("没有未办结的异议")
        en.append("no dispute is open")
    late = [p for p in out if p.late_days]
    if late:
        who = _names(late, counties)
        zh.append(f"截至 {today}，**{len(late)} 个逾期未报全**：{who.zh}")
        en.append(f"as of {today}, **{len(late)} overdue**: {who.en}")
    else:
        zh.append(f"截至 {today} 没有逾期")
        en.append(f"as of {today}, none overdue")
    return Text("；".join(zh) + "。", "; ".join(en) + ".")


def silent_line(progress: Sequence[CountyProgress], counties: Mapping[str, County]) -> Text | None:
    """Who has not replied at all, and to whom no sheet went; none when neither is so."""
    silent = [p for p in progress if p.silent]
    unsent = [p for p in progress if not p.issued]
    zh, en = [], []
    if silent:
        who = _names(silent, counties)
        zh.append(f"尚未返回：{who.zh}。")
        en.append(f"Nothing back yet from {who.en}.")
    if unsent and len(unsent) < len(progress):
        who = _names(unsent, counties)
        zh.append(f"尚未下发：{who.zh}。")
        en.append(f"Nothing sent yet to {who.en}.")
    return Text("".join(zh), " ".join(en)) if zh else None


def progress_table(
    progress: Sequence[CountyProgress], counties: Mapping[str, County], today: date
) -> Table:
    """One row a county, in code order, never ranked."""
    rows: list[tuple[Value, ...]] = []
    for own in progress:
        county = counties[own.county_code]
        name = Text(county.short_zh, county.short_en)
        if not own.issued:
            rows.append((name, "—", "—", "—", None, None, None, standing(own, today)))
            continue
        rows.append(
            (
                name,
                own.issued_on.isoformat() if own.issued_on else Text("未登记", "not recorded"),
                own.deadline.isoformat() if own.deadline else Text("未登记", "not recorded"),
                f"{own.answered} / {own.asked}",
                own.disputed or "—",
                own.under_review or "—",
                own.decided or "—",
                standing(own, today),
            )
        )
    return Table(
        "reviews",
        Text("各县核对进度", "Progress by county"),
        PROGRESS_COLUMNS,
        tuple(rows),
        notes=(
            Text(
                "按行政区划代码排列，不作排名；“已答复”为已返回意见的项数 / 下发的项数。",
                "In code order, never ranked; “answered” is findings answered of findings sent.",
            ),
        ),
    )


def standing(own: CountyProgress, today: date) -> Text:
    """Whether a county's sheet is out, back, or overdue, in a few words."""
    if not own.issued:
        return Text("未下发", "Not sent")
    if own.complete:
        if own.disputed or own.under_review:
            return Text("已返回，异议待办结", "All back, disputes open")
        return Text("已全部答复", "Fully answered")
    if own.late_days:
        return Text(f"已逾期 {own.late_days} 天", f"Overdue by {_days(own.late_days)}")
    if own.deadline is None:
        return Text("待返回", "Awaited")
    left = (own.deadline - today).days
    if left == 0:
        return Text("今日到期", "Due today")
    return Text(f"待返回，还有 {left} 天", f"Awaited, {_days(left)} left")


def reviews_table(reviews: Iterable[Review], cells: Mapping[str, Cell], names: Names) -> Table:
    """One county's reviews in the order of its sheet; ``cells`` are its findings of today."""
    rows = tuple(
        (
            names.get(r.requirement_id, Text(r.requirement_id, r.requirement_id)),
            verdict_sent(r, cells.get(r.requirement_id)),
            state_words(r),
            answer_words(r),
            r.proof or None,
            outcome_words(r),
        )
        for r in in_order(reviews, names)
    )
    return Table("county_reviews", Text("核对事项", "Reviews"), REVIEW_COLUMNS, rows)


def in_order(reviews: Iterable[Review], names: Names) -> list[Review]:
    """The reviews in the order of the sheet; what is no longer on it last."""
    place = {requirement: n for n, requirement in enumerate(names)}
    return sorted(reviews, key=lambda r: (place.get(r.requirement_id, len(place)), r.review_id))


def verdict_sent(review: Review, now: Cell | None) -> Value:
    """The verdict put to the county; where today's is another, that stands under it."""
    try:
        symbol = Symbol(review.verdict)
    except ValueError:
        return None
    if now is not None and now.symbol is symbol:
        return VerdictValue(symbol, now.word)
    sub = None
    if now is not None:
        sub = Text(f"现为{now.word.zh}", f"now {now.word.en.lower()}")
    return VerdictValue(symbol, SYMBOL_WORDS[symbol], sub)


def state_words(review: Review) -> Text:
    """The state; of a finding confirmed after a dispute, that the objection was withdrawn."""
    word = REVIEW_WORDS[review.state]
    if review.withdrawn:
        return Text(f"{word.zh}（撤回异议）", f"{word.en} (objection withdrawn)")
    return word


def answer_words(review: Review) -> Text | None:
    """What the county said, which body and when; none while nothing was said."""
    if not review.body:
        return None
    day = f"{review.answered_on}" if review.answered_on else ""
    who = "，".join(p for p in (review.body, day) if p)
    who_en = ", ".join(p for p in (review.body, day) if p)
    said = review.objection
    if not said:
        return Text(f"无异议（{who}）", f"Agreed ({who_en})")
    return Text(f"{said}（{who}）", f"{said} ({who_en})")


def outcome_words(review: Review) -> Text | None:
    """What the review decided, by whom, on which paper; none before."""
    if review.state is not ReviewState.DECIDED:
        return None
    day = f"{review.decided_on}" if review.decided_on else ""
    parts = [p for p in (review.decided_by, review.document, day) if p]
    return Text(f"{review.outcome}（{'，'.join(parts)}）", f"{review.outcome} ({', '.join(parts)})")


def _names(progress: Sequence[CountyProgress], counties: Mapping[str, County]) -> Text:
    found = [counties[p.county_code] for p in progress]
    return join([Text(c.short_zh, c.short_en) for c in found])


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _places(count: int) -> str:
    return "1 county" if count == 1 else f"{count} counties"
