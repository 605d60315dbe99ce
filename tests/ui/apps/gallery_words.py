"""The names and sentences the gallery's records are made of."""

from __future__ import annotations

from analysis.report.cells import Cell
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Text

HOSTILE = (
    '<img src=x onerror="window.hostile=1"><script>window.hostile=1</script>'
    "{{7*7}}${window.hostile=1}`'\"&amp;</td></table>"
)

CITY = Text("柳州市", "Liuzhou")

STATE = Text("征求意见稿", "Draft for comment")

LEDE = Text(
    "三者有其一：10 个县（区）中 **5 个已达到，3 个尚未达到**，2 个待核实。",
    "One of three: of 10 counties **5 have met it, 3 not yet**, 2 are to be verified.",
)

RONGAN, SANJIANG = Text("融安县", "Rong'an"), Text("三江县", "Sanjiang")

NOTICE = Text(
    "柳江区的需求户数待报，本次未分配。", "Liujiang has not reported; nothing is given to it."
)

NOTICE_LINES = (
    Text("报来后其他县（区）的户数会减少。", "Once it reports, the other counties get fewer."),
    Text("向柳江区残联要需求户数。", "Ask the federation of Liujiang for its need."),
)

COUNTIES = (
    ("450202", "城中区", "Chengzhong"),
    ("450203", "鱼峰区", "Yufeng"),
    ("450204", "柳南区", "Liunan"),
    ("450205", "柳北区", "Liubei"),
    ("450206", "柳江区", "Liujiang"),
    ("450222", "柳城县", "Liucheng"),
    ("450223", "鹿寨县", "Luzhai"),
    ("450224", "融安县", "Rong'an"),
    ("450225", "融水县", "Rongshui"),
    ("450226", "三江县", "Sanjiang"),
)

_STAGES = {"在建": "under construction", "未启动": "not started"}


def cell(requirement: str, code: str, symbol: Symbol, word: str = "", sub: str = "") -> Cell:
    words = SYMBOL_WORDS[symbol] if not word else Text(word, {"已设有": "Present"}.get(word, word))
    return Cell(requirement, code, symbol, words, Text(sub, _STAGES.get(sub, sub)) if sub else None)
