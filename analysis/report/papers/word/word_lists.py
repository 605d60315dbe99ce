"""Numbering of lists: the style's own, else one made for it, whatever the template holds."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

_LEVEL = (
    '<w:abstractNum {ns} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
)
_EMPTY = f"<w:numbering {nsdecls('w')}/>"


class Lists:
    """Numbers the lists of one document; each numbered list begins at 1."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._made: dict[bool, int] = {}

    def fresh(self, style: Any, *, numbered: bool) -> int:
        """The number of a new list in this style."""
        numbering = _numbering(self._document)
        own = number_of(style)
        held = None if own is None else numbering.xpath(f'w:num[@w:numId="{own}"]')
        if held:
            abstract = held[0].abstractNumId.val
        else:
            if numbered not in self._made:
                self._made[numbered] = _made(numbering, numbered=numbered)
            abstract = self._made[numbered]
        fresh = numbering.add_num(abstract)
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(fresh.numId)


def number_of(style: Any) -> int | None:
    """The list a style, or one it is based on, numbers itself by; None: none."""
    at = style
    while at is not None:
        properties = at.element.pPr
        if properties is not None and properties.numPr is not None:
            number = properties.numPr.numId
            return int(number.val) if number is not None and number.val else None
        at = at.base_style
    return None


def put_number(paragraph: Any, number: int) -> None:
    """The paragraph as a point of this list; 0: of none, whatever its style says."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _made(numbering: Any, *, numbered: bool) -> int:
    """A numbering of our own; the schema wants it before the lists."""
    there = numbering.findall(qn("w:abstractNum"))
    number = max((int(a.get(qn("w:abstractNumId"))) for a in there), default=-1) + 1
    kind, sign = ("decimal", "%1.") if numbered else ("bullet", "•")
    element = parse_xml(_LEVEL.format(ns=nsdecls("w"), number=number, kind=kind, sign=sign))
    numbering.insert(numbering.index(there[-1]) + 1 if there else 0, element)
    return number


def _numbering(document: Any) -> Any:
    """The document's numbering, made where a template has none."""
    part = document.part
    if not any(r.reltype == RELATIONSHIP_TYPE.NUMBERING for r in part.rels.values()):
        made = NumberingPart.load(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            _EMPTY.encode(),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element
