"""期末核算 on screen: what was verified in 2021-2025."""

from __future__ import annotations

from analysis.planning.period import PeriodAccount
from geo.text import Text
from ui.components.table_types import Column, Kind, Row, Table
from ui.retrofit.retrofit_view import county_names, marked


def period_lede(account: PeriodAccount) -> Text:
    """How far the period's verified households come."""
    got, n = account.verified_households, len(account.needs)
    reported = n - len(account.unreported)
    if not reported:
        return Text(
            f"**2021—2025 年验收户数 {n} 个县都待报**，还不能核算。请向各县残联要。",
            f"**None of the {n} counties has reported** the households verified in 2021–2025.",
        )
    target = account.target_households
    if target is None:
        return Text(
            f"已报 {reported} / {n} 个县，**验收合计 {got:,} 户**；规划没有数量目标，只报进展。",
            f"{reported} of {n} counties reported, **{got:,} households verified**; no target set.",
        )
    share = (account.completed_share or 0) * 100
    return Text(
        f"已报 {reported} / {n} 个县，**验收合计 {got:,} 户，目标 {target:,} 户，"
        f"完成率 {share:.1f}%**" + ("（待报的县报来后只会增加）。" if account.unreported else "。"),
        f"{reported} of {n} counties reported, **{got:,} verified of {target:,}, {share:.1f} %**"
        + (" (can only rise as others report)." if account.unreported else "."),
    )


def period_table(account: PeriodAccount) -> Table:
    """Verified households and coverage by county."""
    names = county_names()
    return Table(
        label=Text("期末核算", "Period account"),
        columns=(
            Column("county", Text("县（市、区）", "County")),
            Column("eligible", Text("需求户数\n（户）", "Eligible\n(households)"), Kind.NUMBER),
            Column("done", Text("已验收\n（户）", "Verified\n(households)"), Kind.NUMBER),
            Column("left", Text("剩余\n（户）", "Left\n(households)"), Kind.NUMBER),
            Column("share", Text("覆盖率\n（%）", "Coverage\n(%)"), Kind.NUMBER, decimals=1),
        ),
        rows=tuple(
            Row(
                n.county_code,
                (
                    marked(names[n.county_code], estimated=n.estimated),
                    n.eligible_households,
                    n.done_households,
                    n.need_left,
                    None if n.covered_share is None else n.covered_share * 100,
                ),
                hatched=n.done_households is None,
            )
            for n in account.needs
        ),
        total=Row(
            "total",
            (
                Text("合计（已报）", "Total (reported)"),
                account.eligible_households or None,
                account.verified_households
                if len(account.unreported) < len(account.needs)
                else None,
                "",
                None if account.covered_share is None else account.covered_share * 100,
            ),
        ),
        note=Text(
            "口径：困难重度残疾人家庭，2021 年以来验收。2016—2020 年的户数口径不同，不计入。"
            "覆盖率只算需求和验收都已报的县，故与“验收合计÷需求合计”可能不等。",
            "Households of severely disabled people in hardship, verified since 2021; those of"
            " 2016–2020 count another group and stay out. Coverage is of the counties that reported"
            " both need and verified households.",
        ),
    )
