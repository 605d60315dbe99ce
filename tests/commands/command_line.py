"""Runs the command line, in a process of its own as a person does, or faster in this one."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from analysis.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
BOM = b"\xef\xbb\xbf"


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and what was said on standard error; standard output stays empty."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as leaving:
            # argparse leaves so when it can't read an argument
            code = int(leaving.code or 0)
    assert out.getvalue() == ""
    return code, err.getvalue()


def run_process(*arguments: object) -> tuple[int, str]:
    """The same of ``python -m analysis`` at the root of the project."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "analysis", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a written file, which begins with a byte-order mark."""
    assert path.read_bytes().startswith(BOM)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def columns_of(path: Path) -> list[str]:
    """The header of a written file."""
    return path.read_text("utf-8-sig").splitlines()[0].split(",")
