"""``constraints.txt``: exact, without addresses, and right for every machine the app runs on."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ["3.11", "3.12", "3.13"]


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    """The script that writes the offline bundle, as a module."""
    spec = importlib.util.spec_from_file_location("bundle", ROOT / ".ci" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bundle"] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("line", LINES)
def test_a_pin_is_one_exact_version_without_an_address(line: str) -> None:
    requirement = Requirement(line)
    assert requirement.url is None
    assert [specifier.operator for specifier in requirement.specifier] == ["=="]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", ["linux", "windows"])
def test_every_requirement_has_one_pin_that_satisfies_it(
    bundle: ModuleType, python: str, system: str
) -> None:
    where = bundle.environment(bundle.TARGETS[system], python)
    pinned = bundle.pins("\n".join(LINES), where)
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    for requirement in (Requirement(line) for group in groups for line in group):
        assert requirement.specifier.contains(pinned[requirement.name]), requirement


def test_two_pins_for_one_machine_are_refused(bundle: ModuleType) -> None:
    where = bundle.environment(bundle.TARGETS["linux"], "3.11")
    with pytest.raises(ValueError, match="pins numpy twice"):
        bundle.pins("numpy==1.0\nnumpy==2.0 ; python_version < '3.12'", where)


def test_a_condition_is_judged_by_the_target_not_by_this_machine(bundle: ModuleType) -> None:
    requirement = Requirement("colorama ; sys_platform == 'win32'")
    judged = {
        name: bundle.applies(requirement, bundle.environment(target, "3.11"), ())
        for name, target in bundle.TARGETS.items()
    }
    assert judged == {"linux": False, "windows": True}


def test_an_extra_brings_its_requirements_only_when_asked_for(bundle: ModuleType) -> None:
    requirement = Requirement("httptools ; extra == 'standard'")
    where = bundle.environment(bundle.TARGETS["linux"], "3.11")
    assert not bundle.applies(requirement, where, ())
    assert bundle.applies(requirement, where, {"standard"})


def test_the_windows_start_script_is_ascii_but_for_its_last_message() -> None:
    text = (ROOT / ".ci" / "bundle" / "start.bat").read_text(encoding="utf-8")
    before_the_message = text.partition(":missing")[0]
    assert before_the_message.isascii()
    assert "chcp 65001" in before_the_message
