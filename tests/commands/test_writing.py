from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from geo.commands.writing import write_bytes


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "gaps.csv"
    out.write_bytes(b"old and longer")
    assert write_bytes(out, b"new", "en")
    assert out.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["gaps.csv"]


def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links")
    assert write_bytes(link, b"new", "en")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_is_written_to_and_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    listener.start()
    assert write_bytes(pipe, b"rows", "en")
    listener.join(timeout=10)
    assert heard == [b"rows"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("out", [".", "/", "missing/gaps.csv"])
def test_what_is_no_file_is_said_and_not_written(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not write_bytes(Path(out), b"rows", "en")
    assert "can't be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
