"""Every text a reader sees exists in both languages; what is missing is listed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CJK = re.compile(r"[\u3400-\u9fff]")
QUOTED = re.compile(r"演示|困难重度|万|三[（(][一二三四五六七][)）]|[“(（][^”)）]*[”)）]")
"""Chinese that may stand in an English text: the demonstration prefix, sections, quotations."""
PAIRS = {"Text", "say"}


def _literal(node: ast.expr) -> str | None:
    """The constant parts of a string or an f-string; None when it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            v.value if isinstance(v, ast.Constant) and isinstance(v.value, str) else "{}"
            for v in node.values
        )
    return None


def _pairs() -> list[tuple[str, str, str]]:
    """Every (place, zh, en) written in the program."""
    found = []
    for room in ("geo", "analysis", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                if node.func.id not in PAIRS:
                    continue
                named = {k.arg: k.value for k in node.keywords}
                both = [*node.args, *(named[k] for k in ("zh", "en") if k in named)]
                if len(both) != 2:
                    continue
                zh, en = map(_literal, both)
                if zh is not None and en is not None:
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    found.append((place, zh, en))
    return found


def test_the_program_has_texts_in_both_languages() -> None:
    assert len(_pairs()) > 300


def test_no_text_lacks_a_language() -> None:
    lacking = [p for p, zh, en in _pairs() if bool(zh.strip()) != bool(en.strip())]
    assert lacking == []


def test_no_english_text_is_left_in_chinese() -> None:
    left = [(p, en) for p, _, en in _pairs() if CJK.search(QUOTED.sub("", en))]
    assert left == []


def test_no_chinese_text_is_left_in_english() -> None:
    left = [
        (p, zh)
        for p, zh, en in _pairs()
        if zh == en and re.search(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", zh))
    ]
    allowed = {"CGCS2000", "Fisher 1958；Jenks 1977"}
    assert [x for x in left if x[1] not in allowed] == []


def test_nothing_a_reader_sees_says_the_forbidden_word() -> None:
    said = [(p, zh) for p, zh, _ in _pairs() if "不达标" in zh]
    assert [x for x in said if "不是“不达标”" not in x[1]] == []


def test_screens_say_nothing_in_one_language_only() -> None:
    """A literal with Chinese in ui/ stands in a pair, a docstring or a format of its own."""
    loose = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for parent in ast.walk(tree):
            for child in ast.iter_child_nodes(parent):
                child.parent = parent  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            text = _literal(node) if isinstance(node, ast.Constant) else None
            if text is None or len(CJK.findall(text)) < 2 or _in_pair_or_docstring(node):
                continue
            loose.append(f"{path.relative_to(ROOT)} {text}")
    assert [x for x in loose if x.split(" ", 1)[1] != "中文"] == []


def _in_pair_or_docstring(node: ast.AST) -> bool:
    at: ast.AST | None = node
    while at is not None:
        if isinstance(at, ast.Expr) and isinstance(at.value, ast.Constant):
            return True
        if isinstance(at, ast.Call):
            name = at.func.id if isinstance(at.func, ast.Name) else getattr(at.func, "attr", "")
            if name in PAIRS | {"replace", "_WORDS"}:
                return True
        if isinstance(at, ast.IfExp) and isinstance(at.test, ast.Compare):
            return True
        at = getattr(at, "parent", None)
    return False
