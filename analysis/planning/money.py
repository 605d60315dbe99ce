"""Sums of money, exact: yuan as fractions; whole fen (0.01 yuan) where shared or written."""

from __future__ import annotations

from fractions import Fraction

FEN = Fraction(1, 100)


def fen_of(yuan: Fraction) -> int:
    """The sum in fen. ValueError when it is not a whole number of fen."""
    fen = yuan / FEN
    if fen.denominator != 1:
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return fen.numerator


def plain_yuan(yuan: Fraction) -> str:
    """Yuan for a table, without separators: as many decimals as needed, at most two."""
    fen = fen_of(yuan)
    whole, rest = divmod(abs(fen), 100)
    decimals = f"{rest:02d}".rstrip("0")
    return f"{'-' if fen < 0 else ''}{whole}" + (f".{decimals}" if decimals else "")
