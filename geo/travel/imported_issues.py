"""What can be wrong with a table of travel times, one function per issue."""

from __future__ import annotations

from dataclasses import replace

from geo.issues import DataIssue, Severity
from geo.text import Text
from geo.travel.plain_tables import PlainTable


def blank_minutes(table: PlainTable, place: int) -> DataIssue:
    """A pair without minutes: it counts as unreachable."""
    return table.issue(
        "minutes_empty",
        Severity.WARNING,
        Text("没有填分钟，这一对按不可达计。", "No minutes: the pair counts as unreachable."),
        Text("如能到达，请补填分钟。", "Fill in the minutes if it can be reached."),
        place,
        "minutes",
    )


def negative_minutes(table: PlainTable, place: int) -> DataIssue:
    """Minutes below zero."""
    return table.issue(
        "minutes_negative",
        Severity.ERROR,
        Text("出行时间不能小于 0。", "A travel time can't be below zero."),
        Text("请改正；不可达的一对请删去这一行。", "Correct it; leave the row out if unreachable."),
        place,
        "minutes",
    )


def differing_pair(table: PlainTable, place: int) -> DataIssue:
    """A pair that occurs again with other minutes: neither counts."""
    return table.issue(
        "pair_repeated",
        Severity.ERROR,
        Text(
            "同一起点、终点出现了不止一次，分钟不一致。",
            "The same pair occurs more than once, with different minutes.",
        ),
        Text("请只保留正确的一行；本次都没有使用。", "Keep the right one; none of them was used."),
        place,
        "minutes",
    )


def pair_again(table: PlainTable, place: int) -> DataIssue:
    """A pair that occurs again with the same minutes: it counts once."""
    issue = table.issue(
        "pair_repeated_alike",
        Severity.WARNING,
        Text("与前面一行完全相同，只计一次。", "The same row again; it counts once."),
        Text("无须处理。", "Nothing to do."),
        place,
        "minutes",
    )
    return replace(issue, why=Text("", ""))


def no_times() -> DataIssue:
    """Not one usable row."""
    return DataIssue(
        "no_data_rows",
        Severity.REFUSED,
        Text("没有一行可用的出行时间。", "No row holds a travel time that can be used."),
        Text("没有时间就算不出谁在时限之内。", "Without any nobody can be said to be reached."),
        Text("请检查起点、终点、分钟三列。", "Check the columns from_id, to_id and minutes."),
    )


def ids_of_elsewhere(column: str, there: list[str], asked: list[str], who: Text) -> DataIssue:
    """Not one id of the table is among those asked about."""
    return DataIssue(
        "ids_of_elsewhere",
        Severity.REFUSED,
        Text(
            f"表中没有一个编号与本次的{who.zh}相同：表中如“{there[0]}”，应如“{asked[0]}”。",
            f"No id agrees with the {who.en} asked about: the table has “{there[0]}”, asked for"
            f" is “{asked[0]}”.",
        ),
        Text("多半是另一套编号，所有人都会显示为未连通。", "Nobody would be connected."),
        Text("请改用相同的编号后重新上传。", "Use the same ids and send it again."),
        column=column,
    )


def ids_not_asked(column: str, ids: list[str], who: Text) -> DataIssue:
    """Ids of the table that nobody asked about."""
    return DataIssue(
        "ids_not_asked",
        Severity.WARNING,
        Text(
            f"表中有 {len(ids)} 个编号不在本次的{who.zh}之内，没有使用：{_named(ids, '、')}。",
            f"{len(ids)} id(s) are not among the {who.en} asked about and were not used:"
            f" {_named(ids, ', ')}.",
        ),
        Text("编号写错的，其时间不会被计入。", "Times under a wrong id do not count."),
        Text("请核对编号。", "Check the ids."),
        column=column,
    )


def ids_without_times(column: str, ids: list[str], who: Text) -> DataIssue:
    """Ids asked about that stand in no row."""
    return DataIssue(
        "ids_without_times",
        Severity.NOTICE,
        Text(
            f"有 {len(ids)} 个{who.zh}在表中没有时间，按未连通计：{_named(ids, '、')}。",
            f"{len(ids)} of the {who.en} stand in no row and count as not connected:"
            f" {_named(ids, ', ')}.",
        ),
        Text("没有列出的一对即不可达。", "A pair left out is unreachable."),
        Text("如有时间，请补充。", "Add them if their times are known."),
        column=column,
    )


def _named(ids: list[str], comma: str) -> str:
    return comma.join(ids[:5]) + (" …" if len(ids) > 5 else "")
