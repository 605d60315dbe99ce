"""``python -m geo export --out FILE.xlsx``: the register as a workbook to be imported again."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from geo.commands.registers import add_known_on, add_register, existing_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.commands.writing import write_bytes
from geo.register.errors import RegisterError
from geo.register.form_rows import form_rows
from geo.register.workbook import register_workbook
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx")
    add_known_on(parser)
    add_register(parser)


def run(args: argparse.Namespace, _: datetime) -> int:
    """Writes the workbook; nothing is written when there is no register."""
    if args.out.suffix.lower() != ".xlsx":
        tell(_FORMAT, args.lang)
        return BAD_INPUT
    try:
        register = existing_register(args)
        try:
            state = register.state(args.known_on)
        finally:
            register.close()
    except RegisterError as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    if not write_bytes(args.out, register_workbook(state), args.lang):
        return BAD_INPUT
    tell(_done(args.out, sum(map(len, form_rows(state).values()))), args.lang)
    estimated = [r for r in state.records("retrofit_needs") if r.estimated]
    left = [*state.records("reviews"), *state.records("unread_rows"), *estimated]
    if left:
        tell(_left_out(len(left)), args.lang)
    return DONE


_FORMAT = Text(
    "导出为 Excel 工作簿：请把 --out 写成以 .xlsx 结尾的文件名。",
    "The export is a workbook: give --out a name that ends in .xlsx.",
)


def _done(path: Path, rows: int) -> Text:
    return Text(f"已导出 {rows} 条记录到 {path}。", f"Exported {rows} records to {path}.")


def _left_out(records: int) -> Text:
    return Text(
        f"说明：另有 {records} 条（核对情况、未读行记录、推算的需求）没有对应的表样，不在工作簿中；"
        "要保存全部内容和历史，请用 backup。",
        f"Note: {records} more (reviews, notes of unread rows, estimated needs) fit no form and are"
        " not in the workbook; backup keeps everything with its history.",
    )
