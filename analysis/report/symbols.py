"""The symbols and words of a verdict: shape differs as well as colour, a word always beside."""

from __future__ import annotations

from enum import StrEnum

from geo.text import Text


class Symbol(StrEnum):
    """How a cell looks. Only MET, UNMET and PENDING are coloured; UNMET is for binding clauses."""

    MET = "met"
    UNMET = "unmet"
    PENDING = "pending"
    BUILT = "built"
    NOT_BUILT = "not_built"
    TRIGGERED = "triggered"
    NOT_TRIGGERED = "not_triggered"
    NOT_DUE = "not_due"
    PROGRESS = "progress"
    NONE = "none"


SYMBOL_WORDS: dict[Symbol, Text] = {
    Symbol.MET: Text("已达到", "Met"),
    Symbol.UNMET: Text("尚未达到", "Not yet met"),
    Symbol.PENDING: Text("待核实", "To be verified"),
    Symbol.BUILT: Text("已建成", "Built"),
    Symbol.NOT_BUILT: Text("尚未建成", "Not yet built"),
    Symbol.TRIGGERED: Text("条件触发", "Triggered"),
    Symbol.NOT_TRIGGERED: Text("未触发", "Not triggered"),
    Symbol.NOT_DUE: Text("未到期", "Not due"),
    Symbol.PROGRESS: Text("推进中", "In progress"),
    Symbol.NONE: Text("本规划无此要求", "Not in this plan"),
}

SYMBOL_SIGNS: dict[Symbol, str] = {
    Symbol.MET: "✓",
    Symbol.UNMET: "✕",
    Symbol.PENDING: "?",
    Symbol.BUILT: "■",
    Symbol.NOT_BUILT: "□",
    Symbol.TRIGGERED: "◇",
    Symbol.NOT_TRIGGERED: "–",
    Symbol.NOT_DUE: "◷",
    Symbol.PROGRESS: "▸",
    Symbol.NONE: "–",
}
"""For places without drawings: workbooks, plain text. Black and white, one character."""
