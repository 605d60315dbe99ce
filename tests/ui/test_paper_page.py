"""A page of a paper as its component is told of it."""

from __future__ import annotations

from base64 import b64decode

from analysis.report.papers.pdf.preview import Part, PartKind, PreviewPage
from ui.components.paper_page import paper_page_data


def test_a_page_tells_its_number_its_heading_and_where_it_goes_on_from() -> None:
    part = Part(PartKind.HEADING, "一、总体情况")
    first = paper_page_data(
        PreviewPage(1, b"png", (part,)),
        ["一、总体情况", ""],
        [b"one", b"two"],
        [True, False],
        "zh",
        "zh",
    )
    assert first["alt"] == "第 1 页，共 2 页: 一、总体情况"
    assert [b64decode(small) for small in first["small"]] == [b"one", b"two"]
    assert first["titles"] == ["1 · 一、总体情况", "2 · 一、总体情况（续）"]
    second = paper_page_data(
        PreviewPage(2, b"png", (), 1), ["一、总体情况", ""], [], [], "en", "zh"
    )
    assert second["alt"] == "Page 2 of 2"
    assert "page 1" in second["runsOn"]
