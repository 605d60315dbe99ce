"""The script that sets everything up, ``.ci/tasks.py``, and what calls it."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TASKS = ROOT / ".ci" / "tasks.py"


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, working in an empty copy of the project's set-up files."""
    spec = importlib.util.spec_from_file_location("tasks", TASKS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(module, "WHEELS", tmp_path / "wheels")
    monkeypatch.setattr(module, "BUNDLE", tmp_path / "bundle.json")
    return module


@pytest.fixture
def installs(tasks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The levels ``prepare`` installs, instead of installing them; ``.venv`` always runs."""
    levels: list[str] = []
    running = "{}.{}".format(*sys.version_info[:2])
    (tasks.VENV).mkdir()
    monkeypatch.setattr(tasks, "install", levels.append)
    monkeypatch.setattr(tasks, "has_pip", lambda: True)
    monkeypatch.setattr(tasks, "version_of", lambda _command: running)
    return levels


def test_the_first_start_installs_and_the_second_does_not(
    tasks: ModuleType, installs: list[str]
) -> None:
    tasks.prepare("runtime")
    tasks.prepare("runtime")
    assert installs == ["runtime"]


def test_the_tests_add_their_tools_to_what_the_app_installed(
    tasks: ModuleType, installs: list[str]
) -> None:
    tasks.prepare("runtime")
    tasks.prepare("everything")
    tasks.prepare("runtime")
    assert installs == ["runtime", "everything"]


def test_a_changed_pin_installs_again_at_the_level_reached(
    tasks: ModuleType, installs: list[str]
) -> None:
    tasks.prepare("everything")
    pins = tasks.ROOT / "constraints.txt"
    pins.write_text(pins.read_text(encoding="utf-8") + "added==1.0\n", encoding="utf-8")
    tasks.prepare("runtime")
    assert installs == ["everything", "everything"]


def test_a_venv_whose_python_is_gone_is_made_anew(
    tasks: ModuleType, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.prepare("runtime")
    made = []
    monkeypatch.setattr(tasks, "version_of", lambda _command: "")
    monkeypatch.setattr(tasks, "make_venv", lambda: made.append(True))
    tasks.prepare("runtime")
    assert made == [True]


def test_a_bundle_never_installs_the_developers_tools(
    tasks: ModuleType, installs: list[str]
) -> None:
    tasks.WHEELS.mkdir()
    tasks.prepare("everything")
    assert installs == ["runtime"]


def test_a_bundle_installs_from_its_own_wheels_alone(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.WHEELS.mkdir()
    asked: list[str] = []
    monkeypatch.setattr(tasks, "run", lambda *arguments, **_options: asked.extend(arguments) or 0)
    tasks.install("runtime")
    assert "--no-index" in asked
    assert asked[asked.index("--find-links") + 1] == str(tasks.WHEELS)


def test_a_bundle_asks_for_a_python_it_has_packages_for(tasks: ModuleType) -> None:
    tasks.BUNDLE.write_text(json.dumps({"pythons": ["3.12"]}), encoding="utf-8")
    assert tasks.allowed_versions() == ("3.12",)


def test_no_suitable_python_ends_with_a_message_in_both_languages(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "VERSIONS", ("2.0",))
    monkeypatch.setattr(tasks, "version_of", lambda _command: "")
    with pytest.raises(tasks.Stop, match=r"请先安装后重试。\nPython 2\.0 \(64-bit\) is needed"):
        tasks.suitable_python()


def test_a_python_without_venv_names_the_package_that_brings_it(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(tasks.Stop, match=r"install the package python3\.\d+-venv first"):
        tasks.make_venv()


def test_a_failed_install_leaves_no_stamp(
    tasks: ModuleType, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_level: str) -> None:
        raise tasks.Stop("失败", "failed")

    monkeypatch.setattr(tasks, "install", fail)
    with pytest.raises(tasks.Stop):
        tasks.prepare("runtime")
    assert not tasks.STAMP.exists()


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(TASKS.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_script_imports_the_standard_library_alone() -> None:
    tree = ast.parse(TASKS.read_text(encoding="utf-8"))
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        node.module.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert names <= sys.stdlib_module_names


def test_lint_refuses_a_step_it_does_not_know(tasks: ModuleType) -> None:
    with pytest.raises(SystemExit, match="not spelling"):
        tasks.lint(["spelling"])


def test_every_make_target_is_a_command_of_the_script(tasks: ModuleType) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert phony is not None
    assert set(phony[1].split()) == set(tasks.COMMANDS) - {"run"}


def test_every_pre_commit_hook_runs_a_step_of_lint(tasks: ModuleType) -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"entry: python \.ci/tasks\.py lint (\w+)", hooks)) == set(tasks.LINT)


def test_pre_commit_fetches_nothing() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]


@pytest.mark.parametrize("readme", ["README.md", "docs/README.zh.md"])
def test_the_readme_gives_the_two_commands_with_and_without_make(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for command in ("app", "test"):
        assert f"make {command}" in text
        assert f"python .ci/tasks.py {command}" in text


@pytest.mark.parametrize(
    "page", ["README.md", "docs/README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md"]
)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_script_names_its_commands_to_who_asks() -> None:
    answer = subprocess.run(
        [sys.executable, str(TASKS), "--help"], capture_output=True, text=True, check=True
    )
    assert "{install,app,test,lint,check,bench,soak,bundle,run}" in answer.stdout
