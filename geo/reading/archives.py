"""The files of a zip archive, in memory: nothing is unpacked to disk, hostile ones are refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePosixPath

from geo.reading import refusals
from geo.reading.refusals import RefusedError

MAX_ENTRIES = 1000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def unpack(content: bytes, suffixes: Collection[str]) -> dict[str, bytes]:
    """The wanted files of a zip by their names inside it. RefusedError if it can't be trusted.

    Entries that lead out of the archive refuse it whole, wanted or not: no honest program writes
    them.
    """
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or not all(_safe(entry) for entry in entries):
                raise RefusedError(refusals.unsafe_archive())
            wanted = [e for e in entries if _suffix(e.filename) in suffixes and not _litter(e)]
            if sum(entry.file_size for entry in wanted) > MAX_UNPACKED_BYTES:
                raise RefusedError(refusals.unfolds())
            for entry in wanted:
                with archive.open(entry) as part:
                    # One byte more than declared shows an entry that lies about its size.
                    found[_name(entry)] = part.read(entry.file_size + 1)
    except RefusedError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise RefusedError(refusals.not_geographic("zip")) from error
    except NotImplementedError as error:  # a compression zipfile does not know
        raise RefusedError(refusals.unsafe_archive()) from error
    return found


def _safe(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    return not (
        entry.flag_bits & _ENCRYPTED or path.is_absolute() or ".." in path.parts or ":" in name
    )


def _litter(entry: zipfile.ZipInfo) -> bool:
    """Whether macOS put the file beside the real one."""
    path = PurePosixPath(entry.filename)
    return "__MACOSX" in path.parts or path.name.startswith("._")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; Windows in China writes GBK without saying so, zipfile then reads cp437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
