"""The names one style has in Word, in WPS and in offices' templates, Chinese and English."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE

NORMAL, TABLE = "Normal", "Table Grid"
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    NORMAL: ("正文",),
    "Title": ("标题", "公文标题", "文件标题", "大标题"),
    "Subtitle": ("副标题",),
    "Heading 1": ("标题 1", "一级标题", "公文一级标题", "公文标题 1"),
    "Heading 2": ("标题 2", "二级标题", "公文二级标题", "公文标题 2"),
    "Heading 3": ("标题 3", "三级标题", "公文三级标题", "公文标题 3"),
    "公文正文": (
        "Body Text First Indent",
        "正文首行缩进",
        "Body Text",
        "正文文本",
        "Normal Indent",
        "正文缩进",
    ),
    "List Bullet": ("列表项目符号", "项目符号列表", "项目符号"),
    "List Number": ("列表编号", "编号列表", "项目编号"),
    "Caption": ("题注", "图表标题", "图题", "表题"),
    TABLE: ("公文表格", "网格型", "表格网格", "普通网格"),
}


def style_called(document: Any, name: str, kind: Any = WD_STYLE_TYPE.PARAGRAPH) -> Any | None:
    """The document's style of this name or of another it goes by; None: it has none.

    Blanks and case don't count. The body text is the office's own before the built-in one.
    """
    held: dict[str, Any] = {}
    for style in document.styles:
        if style.type == kind:
            aliases = style.element.find(_ALIASES)
            more = [] if aliases is None else aliases.get(_VALUE, "").split(",")
            for said in (style.name, *more):
                held.setdefault(_plain(said or ""), style)
    for wanted in (name, *_OTHER_NAMES.get(name, ())):
        if _plain(wanted) in held:
            return held[_plain(wanted)]
    return None


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALIASES, _VALUE = f"{_W}aliases", f"{_W}val"


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
