"""The scripts and styles of the components, put together from the files in ``web``.

Streamlit takes a component's script as one string, so the shared modules are written before the
component's own; ``import`` lines and all ``export`` words but the component's go.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "web"
SHARED_SCRIPTS = ("symbols.js", "dom.js")
SHARED_STYLES = ("tokens.css", "base.css")

_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_IMPORT = re.compile(r"^import .*$\n?", re.MULTILINE)


def script(name: str) -> str:
    """The whole script of a component: the shared modules, then ``<name>.js``."""
    shared = (_EXPORT.sub("", _module(file)) for file in SHARED_SCRIPTS)
    return "\n".join([*shared, _module(f"{name}.js")])


def style(name: str) -> str:
    """The whole style sheet of a component: tokens, shared rules, then ``<name>.css``."""
    return "\n".join(_read(file) for file in (*SHARED_STYLES, f"{name}.css"))


def _module(file: str) -> str:
    return _IMPORT.sub("", _read(file))


def _read(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")
