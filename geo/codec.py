"""Frozen records as plain JSON and back, field by field, by their declared types.

A field that has its default is left out: what a file of today does not say, a program of tomorrow
reads as the default. So a default never changes without a migration.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from geo.records import DateSpan

R = TypeVar("R")
_Convert = Callable[[Any], Any]


class CodecError(ValueError):
    """What is stored is no record of this kind."""


def to_json(record: Any) -> dict[str, Any]:
    """The fields of a frozen dataclass that differ from their defaults, as JSON values."""
    out = {}
    for name, default, encode, _ in _plan(cast("Any", type(record))):
        value = getattr(record, name)
        if default is MISSING or value != default:
            out[name] = value if encode is None else encode(value)
    return out


def from_json(kind: type[R], data: Mapping[str, Any]) -> R:
    """The record of this kind. CodecError when a field is unknown, missing or of another type."""
    plan = _decoders(cast("Any", kind))
    values = {}
    try:
        for name, value in data.items():
            decode = plan[name]
            values[name] = value if decode is None else decode(value)
        return kind(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise CodecError(f"{kind.__name__}: {error}") from error


@cache
def _decoders(kind: type) -> dict[str, _Convert | None]:
    return {name: decode for name, _, _, decode in _plan(kind)}


@cache
def _plan(kind: type) -> tuple[tuple[str, Any, _Convert | None, _Convert | None], ...]:
    """Name, default, encoder and decoder of every field; None where the value is JSON already."""
    hints = get_type_hints(kind)
    return tuple((f.name, _default(f), *_converters(hints[f.name])) for f in fields(kind))


def _default(item: Field[Any]) -> Any:
    return item.default_factory() if item.default_factory is not MISSING else item.default


@cache
def _converters(hint: Any) -> tuple[_Convert | None, _Convert | None]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint)
    if origin in (frozenset, tuple):
        return _many(hint, origin)
    if origin is Mapping:
        return _keyed(*get_args(hint))
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda v: v.value), hint
    if isinstance(hint, type) and is_dataclass(hint):
        return to_json, lambda v: from_json(cast("type[Any]", hint), v)
    raise TypeError(f"no JSON is defined for {hint!r}")


def _optional(hint: Any) -> tuple[_Convert | None, _Convert | None]:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if len(kinds) != 1:
        return _either(kinds)
    encode, decode = _converters(kinds[0])
    return (
        encode and (lambda v: None if v is None else encode(v)),
        decode and (lambda v: None if v is None else decode(v)),
    )


def _either(kinds: list[Any]) -> tuple[_Convert, _Convert]:
    """Of several kinds: what JSON has stays as it is, a record says by ``is`` which kind it is."""
    plain = tuple(k for k in kinds if k in (str, int, float, bool))
    records = {k.__name__: k for k in kinds if isinstance(k, type) and is_dataclass(k)}
    if len(plain) + len(records) != len(kinds):
        raise TypeError(f"no JSON is defined for {kinds!r}")

    def write(value: Any) -> Any:
        return {"is": type(value).__name__, **to_json(value)} if is_dataclass(value) else value

    def read(value: Any) -> Any:
        if isinstance(value, dict):
            named = {name: part for name, part in value.items() if name != "is"}
            return from_json(cast("type[Any]", records[value["is"]]), named)
        if value is not None and not isinstance(value, plain):
            raise TypeError(f"{value!r} is none of {kinds!r}")
        return value

    return write, read


def _keyed(key: Any, kind: Any) -> tuple[_Convert, _Convert]:
    """A mapping by text or by whole numbers, which JSON writes as text."""
    if key not in (str, int):
        raise TypeError(f"no JSON is defined for keys of {key!r}")
    encode, decode = _converters(kind)
    return (
        lambda v: {str(k): encode(x) if encode else x for k, x in sorted(v.items())},
        lambda v: {key(k): decode(x) if decode else x for k, x in v.items()},
    )


def _many(hint: Any, origin: Any) -> tuple[_Convert, _Convert]:
    kinds = get_args(hint)
    if origin is tuple and not (len(kinds) == 2 and kinds[1] is Ellipsis):
        pairs = [_converters(kind) for kind in kinds]
        return (
            lambda v: [e(x) if e else x for (e, _), x in zip(pairs, v, strict=True)],
            lambda v: tuple(d(x) if d else x for (_, d), x in zip(pairs, v, strict=True)),
        )
    encode, decode = _converters(kinds[0])

    def write(values: Any) -> list[Any]:
        written = [encode(v) if encode else v for v in values]
        return sorted(written) if origin is frozenset else written

    return write, lambda values: origin(decode(v) if decode else v for v in values)


def _write_span(span: DateSpan) -> str:
    short = str(span)
    return short if _read_span(short) == span else f"{span.first}/{span.last}"


def _read_span(text: str) -> DateSpan:
    if "/" in text:
        first, last = text.split("/")
        return DateSpan(date.fromisoformat(first), date.fromisoformat(last))
    return DateSpan.of(*map(int, text.split("-")))


_SIMPLE: dict[Any, tuple[_Convert | None, _Convert | None]] = {
    str: (None, None),
    int: (None, None),
    bool: (None, None),
    float: (float, float),
    DateSpan: (_write_span, _read_span),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
}
