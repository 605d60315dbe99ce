"""Templates an office gives: what is said of one that can't be used."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from geo.text import Text

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
"""How Office files before 2007 begin, and newer ones under a password."""
_MAIN_PART = re.compile(rb"ContentType\s*=\s*[\"']([^\"']+main\+xml)[\"']")
_LONGEST_LIST_BYTES = 1_000_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    OSError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
"""What reading a part of a file that is no archive, or a broken one, raises."""
LARGEST_OPENED_BYTES = 300_000_000
"""What a template may take once its parts are unpacked; more is no letterhead."""
_TOO_LARGE = Text(
    "模板解开后过大，没有使用它。请删去其中的图片、视频后再选。",
    "The template is too large once unpacked and was not used. Take out pictures and films, then"
    " choose it again.",
)
_NOT_USED = Text("没有使用它。", "It was not used.")


class TemplateRefusedError(ValueError):
    """The template given can't be used; ``text`` says so and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True, slots=True)
class OfficeProgram:
    """A program a template is of: how its files end, and how they name their kind inside."""

    name: str
    ending: str
    others: tuple[str, ...]
    kinds: tuple[str, ...]


WORD = OfficeProgram(
    "Word", "docx", ("dotx", "dotm", "docm", "doc", "wps"), ("wordprocessingml", "ms-word")
)
POWERPOINT = OfficeProgram(
    "PowerPoint",
    "pptx",
    ("potx", "potm", "pptm", "ppt", "dps"),
    ("presentationml", "ms-powerpoint"),
)
"""``others``: endings an office's template may have too; such a file is saved anew first."""


def refuse_unfit(template: bytes, wanted: OfficeProgram) -> None:
    """Raises TemplateRefusedError of a file of another kind than wanted, or that fills the memory.

    What is no office file at all is told by whoever opens it.
    """
    if _opened_bytes(template) > LARGEST_OPENED_BYTES:
        raise TemplateRefusedError(_TOO_LARGE)
    if (why := _other_kind(template, wanted)) is not None:
        raise TemplateRefusedError(Text(f"{why.zh}{_NOT_USED.zh}", f"{why.en} {_NOT_USED.en}"))


def unreadable(wanted: OfficeProgram) -> TemplateRefusedError:
    """Of a file that is of the kind wanted, or of none, and can't be opened."""
    return TemplateRefusedError(
        Text(
            f"模板不是可用的 {wanted.name} 文件（.{wanted.ending}），打不开：可能已损坏或没有传"
            f"完整。请用 {wanted.name} 或 WPS 重新另存为 .{wanted.ending} 再选；{_NOT_USED.zh}",
            f"The template is no {wanted.name} file (.{wanted.ending}) that can be opened: it may"
            f" be damaged or incomplete. Save it again as .{wanted.ending} and choose that."
            f" {_NOT_USED.en}",
        )
    )


def _other_kind(template: bytes, wanted: OfficeProgram) -> Text | None:
    again = Text(
        f"请用 {wanted.name} 或 WPS 打开，另存为 .{wanted.ending} 再选；",
        f"Open it in {wanted.name} or WPS, save it as .{wanted.ending} and choose that.",
    )
    if template.startswith(_OLD_FORMAT):
        return Text(
            f"模板是旧格式（.doc、.ppt、.wps），或者加了密码，只改后缀不行。{again.zh}",
            "The template is in the format before 2007 (.doc, .ppt, .wps) or under a password; its"
            f" name alone doesn’t change that. {again.en}",
        )
    kind = _main_kind(template)
    if "macroEnabled" in kind:
        return Text(
            f"模板带有宏，为安全起见不用。{again.zh}",
            f"The template has macros and is left out for safety. {again.en}",
        )
    if kind and not any(part in kind for part in wanted.kinds):
        return Text(
            f"模板不是 {wanted.name} 文件，是别的程序的文件。请选 .{wanted.ending} 文件；",
            f"The template is of another program, not of {wanted.name}. Choose a"
            f" .{wanted.ending} file.",
        )
    if ".template." in kind:
        return Text(
            f"模板存成了 {wanted.name} 模板格式（.{wanted.others[0]}）。{again.zh}",
            f"The template is saved as a {wanted.name} template (.{wanted.others[0]}). {again.en}",
        )
    return None


def _opened_bytes(template: bytes) -> int:
    """What the parts of an archive take once unpacked; 0 of any other file."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except _DAMAGED:
        return 0


def _main_kind(template: bytes) -> str:
    """What an Office file of today says it is; empty of any other file."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            listed = archive.open("[Content_Types].xml").read(_LONGEST_LIST_BYTES)
    except _DAMAGED:
        return ""
    found = _MAIN_PART.search(listed)
    return "" if found is None else found.group(1).decode("ascii", "replace")
