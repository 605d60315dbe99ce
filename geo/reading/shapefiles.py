"""The shapefiles of a zip archive as layers, their texts in UTF-8, GBK or what they declare.

Texts are read byte by byte and decoded here: field names are cut at ten bytes, often through a
character, and the declared encoding (.cpg, language byte) is often missing or wrong.
"""

from __future__ import annotations

import codecs
import io
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

import numpy as np
import pyogrio
import pyogrio.errors
import shapely

from geo.reading import refusals
from geo.reading.archives import unpack
from geo.reading.facility_form import FACILITIES
from geo.reading.feature_layers import Layer
from geo.reading.form import field_of, header_index, header_keys
from geo.reading.refusals import RefusedError
from geo.reading.table import text_of

GDAL_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.CRSError,
    shapely.GEOSException,
    ValueError,
    RuntimeError,
    OSError,
)
"""What GDAL and GEOS raise at a damaged file; UnicodeError is a ValueError."""
_PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
_MAGIC = b"\x00\x00\x27\x0a"
_LANGUAGE_BYTE = 29
_LANGUAGES = {0x4D: "gb18030", 0x7A: "gb18030"}
"""Of the dBASE language driver ids those for simplified Chinese (code page 936)."""
_MAX_SHAPEFILES = 50
_CUT_BYTES = 9
"""A name of ten bytes or, where a character did not fit, of nine may have been cut."""
_LOOKED_AT = 2000
_WORDS_KEPT = 20_000


def shapefile_layers(content: bytes, max_rows: int) -> list[Layer]:
    """A layer per shapefile in a zip, in the order of their names. RefusedError without one."""
    files = unpack(content, _PARTS)
    groups: dict[str, dict[str, bytes]] = {}
    for name, part in files.items():
        path = PurePosixPath(name.replace("\\", "/"))
        groups.setdefault(str(path.with_suffix("")), {})[path.suffix.lower()] = part
    whole = {stem: g for stem, g in sorted(groups.items()) if {".shp", ".dbf"} <= set(g)}
    if not whole or len(whole) > _MAX_SHAPEFILES:
        raise RefusedError(refusals.no_shapefile())
    return [_layer(PurePosixPath(stem).name, group, max_rows) for stem, group in whole.items()]


def _layer(name: str, parts: dict[str, bytes], max_rows: int) -> Layer:
    if not parts[".shp"].startswith(_MAGIC) or len(parts[".dbf"]) < 33:
        raise RefusedError(refusals.not_geographic("Shapefile"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what GDAL minds of a damaged file shows in the rows
        try:
            meta, _, wkb, columns = pyogrio.raw.read(
                _archive(parts), force_2d=True, max_features=max_rows + 1, datetime_as_string=True
            )
            shapes = shapely.from_wkb(wkb, on_invalid="ignore")
        except GDAL_ERRORS as error:
            raise RefusedError(refusals.not_geographic("Shapefile")) from error
    encoding = _encoding(parts, (*meta["fields"], *_strings(columns)))
    texts = [_texts(column, encoding) for column in columns]
    headers = tuple(_header(str(field), encoding) for field in meta["fields"])
    return Layer(
        name,
        headers,
        list(zip(*texts, strict=True)) if texts else [()] * len(shapes),
        list(shapes),
        meta["crs"] or "",
    )


def _archive(parts: dict[str, bytes]) -> bytes:
    """The parts under names of our own, no encoding declared: texts come as Latin-1, bytes kept."""
    table = bytearray(parts[".dbf"])
    table[_LANGUAGE_BYTE] = 0
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for suffix in (".shp", ".shx", ".prj"):
            if suffix in parts:
                archive.writestr(f"layer{suffix}", parts[suffix])
        archive.writestr("layer.dbf", bytes(table))
        archive.writestr("layer.cpg", "ISO-8859-1")
    return stream.getvalue()


def _strings(columns: Iterable[np.ndarray]) -> Iterable[str]:
    """The first texts of each column: enough to tell an encoding by."""
    return (v for column in columns for v in column[:_LOOKED_AT].tolist() if isinstance(v, str))


def _encoding(parts: dict[str, bytes], texts: Iterable[str]) -> str:
    """The declared encoding if every text agrees with it, else UTF-8 or GBK, whichever does."""
    declared = parts.get(".cpg", b"")[:40].decode("ascii", "ignore").strip()
    candidates = [declared] if declared else []
    candidates += [_LANGUAGES.get(parts[".dbf"][_LANGUAGE_BYTE], ""), "utf-8", "gb18030"]
    raw = {text.encode("latin-1") for text in texts if not text.isascii() and _is_bytes(text)}
    for name in candidates:
        encoding = _known(name)
        if encoding and all(_fits(text, encoding) for text in raw):
            return encoding
    return "gb18030"


def _known(name: str) -> str:
    plain = f"cp{name}" if name.isdecimal() and name != "65001" else name
    plain = "utf-8" if plain == "65001" else plain
    try:
        found = codecs.lookup(plain).name if plain else ""
    except LookupError:
        return ""
    # Latin-1 fits any bytes and GBK is often declared so: texts of this country are neither.
    return "" if found in {"iso8859-1", "cp1252", "ascii"} else found


def _is_bytes(text: str) -> bool:
    return all(ord(letter) < 256 for letter in text)


def _fits(raw: bytes, encoding: str) -> bool:
    """Whether the bytes decode, a character cut off at the end aside."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(raw, final=False)
    except (UnicodeError, LookupError, AttributeError):
        return False
    return True


def _header(field: str, encoding: str) -> str:
    """The field's name; of one that is cut short (ten bytes at most) what it must have been.

    Only where a single column of the facility form begins so: 设施名 of 设施名称 in UTF-8.
    """
    header = _decoded(field, encoding)
    key = "".join(header_keys(header)[:1])
    if len(field) < _CUT_BYTES or len(key) < 2 or field_of(FACILITIES, header) is not None:
        return header
    begun = {name for word, name in header_index(FACILITIES).items() if word.startswith(key)}
    return f"{FACILITIES.column(begun.pop()).header}（{header}）" if len(begun) == 1 else header


def _texts(column: np.ndarray, encoding: str) -> list[str]:
    known: dict[object, str] = {}
    texts = []
    for value in column.tolist():
        text = known.get(value) if isinstance(value, str) else None
        if text is None:
            text = _decoded(value, encoding)
            if isinstance(value, str) and len(known) < _WORDS_KEPT:
                known[value] = text
        texts.append(text)
    return texts


def _decoded(value: object, encoding: str) -> str:
    if isinstance(value, str):
        if value.isascii() or not _is_bytes(value):
            return value
        return value.encode("latin-1").decode(encoding, "replace").rstrip("\ufffd")
    return text_of(value)  # type: ignore[arg-type]
