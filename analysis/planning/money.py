"""Sums of money, exact: yuan as fractions; whole fen (0.01 yuan) where shared or written."""

from __future__ import annotations

from fractions import Fraction

FEN = Fraction(1, 100)
_WAN = 10_000


def fen_of(yuan: Fraction) -> int:
    """The sum in fen. ValueError when it is not a whole number of fen."""
    fen = yuan / FEN
    if fen.denominator != 1:
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return fen.numerator


def plain_yuan(yuan: Fraction) -> str:
    """Yuan for a table, without separators: as many decimals as needed, at most two."""
    return _decimals(fen_of(yuan), 100, "d")


def yuan_words(yuan: Fraction) -> str:
    """Yuan for a sentence, thousands parted by commas."""
    return _decimals(fen_of(yuan), 100, ",d")


def wan_words(yuan: Fraction) -> str:
    """The sum in 万元 for a sentence, exact, thousands parted by commas."""
    return _decimals(fen_of(yuan), 100 * _WAN, ",d")


def _decimals(units: int, parts: int, whole_format: str) -> str:
    """``units`` ÷ ``parts`` (a power of ten) in decimals, without zeros at the end."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), parts)
    decimals = f"{rest + parts}"[1:].rstrip("0")
    return f"{sign}{whole:{whole_format}}" + (f".{decimals}" if decimals else "")
