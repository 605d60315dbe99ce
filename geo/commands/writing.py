"""How commands write: the whole file or nothing, and a sentence where it can't be written."""

from __future__ import annotations

from pathlib import Path

from geo.commands.speaking import tell
from geo.text import Language, Text


def write_bytes(path: Path, content: bytes, language: Language) -> bool:
    """Whether the content is in the file; what was there stays when it can't be written."""
    try:
        _write(path.resolve(), content)
    except OSError:
        tell(_cannot_write(path), language)
        return False
    return True


def _write(target: Path, content: bytes) -> None:
    """Through a file beside it, renamed when it is whole; a pipe or a device is written to."""
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _cannot_write(path: Path) -> Text:
    return Text(
        f"写不了文件 {path}。请检查 --out 的文件夹是否存在、是否允许写入，文件是否正被打开。",
        f"{path} can't be written. Check that the folder of --out exists and may be written to,"
        " and that the file is not open elsewhere.",
    )
