"""Why the papers' command makes nothing, each in a sentence that says what to do."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path

from analysis.report.papers.pack import FORMAT_WORDS, Format
from analysis.report.report import ReportState
from geo.text import Text, join


def day_of(argument: str, text: str | None) -> date | Text | None:
    """The day an argument names, None where it is not given; else what is wrong with it."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Text(
            f"{argument} 的“{text}”不是日期，请写成 2025-12-31 这样。",
            f"{argument}: “{text}” is no date; write it as 2025-12-31.",
        )


def formats_of(text: str | None) -> tuple[Format, ...] | Text:
    """The formats named, all where none is; else what is wrong."""
    if text is None:
        return tuple(Format)
    parts = [part.strip().lower() for part in text.split(",") if part.strip()]
    known = ", ".join(Format)
    unknown = [part for part in parts if part not in set(Format)]
    if unknown:
        named = ", ".join(unknown)
        return Text(
            f"--formats 里没有这种格式：{named}。可用：{known}，用逗号隔开。",
            f"--formats: not known: {named}. Known: {known}, separated by commas.",
        )
    if not parts:
        return Text(f"--formats 是空的。可用：{known}。", f"--formats is empty. Known: {known}.")
    return tuple(Format(part) for part in dict.fromkeys(parts))


def refused(args: argparse.Namespace) -> Text | None:
    """Why what is asked for can't be made; None where it can."""
    if args.frozen is None and args.state == ReportState.APPROVED:
        return _NOT_FROZEN
    if args.frozen is not None and args.demonstration:
        return _NO_DEMONSTRATION_FROZEN
    if args.demonstration and (args.register or args.known_on is not None):
        return _NO_DEMONSTRATION_RECORDED
    if args.frozen is None and args.as_of is None:
        return _NO_DAY
    return _not_a_folder(args.out)


def _not_a_folder(path: Path) -> Text | None:
    """That nothing can be written there: known before the papers are made, not after."""
    there = next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return None
    return no_folder(path)


def no_folder(path: Path) -> Text:
    """That the folder can't be made or written to."""
    return Text(
        f"--out 的文件夹 {path} 建不了或不能写入，没有生成文件。请换一个文件夹，或检查权限。",
        f"The folder of --out, {path}, can't be made or written to; nothing was made. Choose"
        " another, or check that it may be written to.",
    )


def unreadable(path: Path) -> Text:
    """That a file given can't be read."""
    return Text(
        f"读不了文件 {path}，没有生成文件。请检查路径和权限。",
        f"{path} can't be read; nothing was made. Check its path and that it may be read.",
    )


def no_map_files(left_out: Collection[Format], *, public: bool, some: bool) -> Text:
    """Which formats are not made of an edition without maps, and whether others are."""
    named = join([FORMAT_WORDS[f] for f in left_out])
    nothing = (
        Text("", "") if some else Text("没有别的文件可生成。", " There is nothing else to make.")
    )
    if public:
        why = Text("公开版不含地图", "The public edition has no maps")
    else:
        why = Text("按 --without-maps 不含地图", "Made without maps as asked")
    return Text(
        f"{why.zh}，没有生成：{named.zh}。{nothing.zh}",
        f"{why.en}: not made are {named.en}.{nothing.en}",
    )


def not_in_public(args: argparse.Namespace) -> Text | None:
    """What was asked for that the public edition never has; None where nothing was."""
    asked = []
    if args.scenario is not None:
        asked.append(Text("方案", "the scenario"))
    if args.text_notes:
        asked.append(Text("口径与文本说明", "the notes on the texts"))
    if not asked:
        return None
    named = join(asked)
    return Text(f"公开版不写{named.zh}。", f"The public edition leaves out {named.en}.")


_NOT_FROZEN = Text(
    "审定稿只能由定稿生成：请先在程序中定稿，再用 --frozen 指明是哪一份。",
    "Approved papers are made of a frozen assessment only: freeze it first, then name it with"
    " --frozen.",
)
_NO_DEMONSTRATION_FROZEN = Text(
    "演示数据不能定稿，--frozen 与 --demonstration 不能同用。",
    "Demonstration data is never frozen: --frozen does not go with --demonstration.",
)
_NO_DEMONSTRATION_RECORDED = Text(
    "演示数据不在台账里，也不与台账混用：--demonstration 不能与 --register、--known-on 同用。",
    "Demonstration data is in no register and never mixed with one: --demonstration does not go"
    " with --register or --known-on.",
)
_NO_DAY = Text(
    "请用 --as-of 写明评估时点，如 2025-12-31。", "Say the day with --as-of, as in 2025-12-31."
)
