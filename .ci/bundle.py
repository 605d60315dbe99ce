"""Write the offline bundle: one zip with the app, its packages and a start script per system.

``pip`` judges a requirement's conditions ("only on Windows") by the machine it runs on, so what
another machine needs is worked out here: from the project's requirements, the pins, and what each
downloaded package says it requires, judged for that machine.
"""

import argparse
import email
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / ".ci" / "bundle"
# What the app reads or the law wants beside it; tests and tools stay behind.
SOURCES = (
    "app.py",
    "geo",
    "analysis",
    "ui",
    "data",
    "docs",
    ".streamlit",
    ".ci/tasks.py",
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
)
# glibc 2.28, the oldest that every pinned package has a wheel for, and what is older than it.
MANYLINUX = (28, 27, 26, 24, 17, 12, 5)


@dataclass(frozen=True)
class Target:
    """A kind of machine: pip's names for it, and how requirements' conditions see it."""

    name: str
    platforms: tuple[str, ...]
    environment: dict[str, str]


TARGETS = {
    "linux": Target(
        "linux",
        (*(f"manylinux_2_{minor}_x86_64" for minor in MANYLINUX), "manylinux2014_x86_64"),
        {
            "os_name": "posix",
            "sys_platform": "linux",
            "platform_system": "Linux",
            "platform_machine": "x86_64",
        },
    ),
    "windows": Target(
        "windows",
        ("win_amd64",),
        {
            "os_name": "nt",
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
        },
    ),
}


def environment(target: Target, python: str) -> dict[str, str]:
    """The values a requirement's conditions are judged by on a target with a Python ("3.11")."""
    return {
        **target.environment,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
        "extra": "",
    }


def applies(requirement: Requirement, where: dict[str, str], extras: Iterable[str]) -> bool:
    """Whether a requirement holds there, for a package asked for with these extras."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**where, "extra": e}) for e in {"", *extras})


def pins(constraints: str, where: dict[str, str]) -> dict[str, str]:
    """The exact version of every package there, by canonical name.

    Raises ValueError when a package has two versions there.
    """
    found: dict[str, str] = {}
    for line in constraints.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        requirement = Requirement(line)
        if not applies(requirement, where, ()):
            continue
        name = canonicalize_name(requirement.name)
        if name in found:
            raise ValueError(f"constraints.txt pins {name} twice")
        (specifier,) = requirement.specifier
        found[name] = specifier.version
    return found


def requires(wheel: Path) -> list[Requirement]:
    """What a wheel says it requires, conditions included."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.count("/") == 1 and n.endswith("/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    return [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]


def pip(*arguments: str) -> None:
    """Run pip quietly. Raises CalledProcessError."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def selectors(target: Target, python: str) -> list[str]:
    """pip's options that stand for a target with a Python."""
    options = ["--only-binary", ":all:", "--python-version", python]
    for platform in target.platforms:
        options += ["--platform", platform]
    return options


def collect(target: Target, python: str, folder: Path) -> list[str]:
    """Download the wheels of everything the app needs there; the pins, sorted ("numpy==2.4.6").

    Raises ValueError when the pins leave a package out or contradict what one requires.
    """
    where = environment(target, python)
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = pins(constraints, where)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    asked: dict[str, set[str]] = {}
    while waiting:
        new = []
        for requirement in waiting:
            name = canonicalize_name(requirement.name)
            if name not in pinned:
                raise ValueError(f"constraints.txt does not pin {name} for {target.name} {python}")
            if not requirement.specifier.contains(pinned[name], prereleases=True):
                raise ValueError(f"{requirement} is wanted, {name} {pinned[name]} is pinned")
            if name not in asked or not requirement.extras <= asked[name]:
                asked.setdefault(name, set()).update(requirement.extras)
                new.append(name)
        names = sorted(set(new))
        if names:
            wanted = [f"{name}=={pinned[name]}" for name in names]
            options = selectors(target, python)
            pip("download", "--no-deps", "--dest", str(folder), *options, *wanted)
        waiting = [
            requirement
            for name in names
            for requirement in requires(wheel_of(name, folder))
            if applies(requirement, where, asked[name])
        ]
    return sorted(f"{name}=={pinned[name]}" for name in asked)


def wheel_of(name: str, folder: Path) -> Path:
    """The one wheel of a package in a folder."""
    (found,) = (p for p in folder.iterdir() if canonicalize_name(p.name.split("-")[0]) == name)
    return found


def verify(target: Target, python: str, pinned: list[str], wheels: Path) -> None:
    """Have pip resolve the pins from the bundle's wheels alone, as for the target.

    Raises CalledProcessError when one is missing.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        offline = ["--no-index", "--find-links", str(wheels), "--target", nowhere]
        pip("install", "--dry-run", *offline, *selectors(target, python), *pinned)


def tracked_files() -> Iterator[Path]:
    """The app's files as git tracks them, relative to the project's folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *SOURCES], cwd=ROOT, check=True, capture_output=True
    )
    for name in sorted(listed.stdout.decode().split("\0")):
        if name and (ROOT / name).is_file():
            yield Path(name)


def revision() -> str:
    """The commit the bundle is made from."""
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def write_zip(path: Path, wheels: Path, label: dict[str, object]) -> None:
    """Write the bundle: everything under one folder named like the file."""
    top = path.stem
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in tracked_files():
            archive.write(ROOT / source, f"{top}/{source.as_posix()}")
        start = zipfile.ZipInfo(f"{top}/start.sh", (2020, 1, 1, 0, 0, 0))
        start.external_attr = 0o100755 << 16
        archive.writestr(start, (TEMPLATES / "start.sh").read_text(encoding="utf-8"))
        lines = (TEMPLATES / "start.bat").read_text(encoding="utf-8").splitlines()
        archive.writestr(f"{top}/start.bat", "\r\n".join([*lines, ""]))
        archive.writestr(f"{top}/bundle.json", json.dumps(label, indent=1))
        for wheel in sorted(wheels.iterdir()):
            # A wheel is a zip already.
            archive.write(wheel, f"{top}/wheels/{wheel.name}", zipfile.ZIP_STORED)


def main() -> None:
    """Download, verify and write the bundle; print where it is."""
    parser = argparse.ArgumentParser(prog="bundle", description=__doc__.splitlines()[0])
    parser.add_argument("--python", nargs="+", default=["3.11"], choices=["3.11", "3.12", "3.13"])
    parser.add_argument("--platform", nargs="+", default=sorted(TARGETS), choices=sorted(TARGETS))
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the zip")
    asked = parser.parse_args()
    work = ROOT / "build" / "bundle"
    shutil.rmtree(work, ignore_errors=True)
    wheels = work / "wheels"
    wheels.mkdir(parents=True)
    pairs = [(TARGETS[name], python) for name in asked.platform for python in asked.python]
    resolved = []
    for target, python in pairs:
        folder = work / f"{target.name}-{python}"
        folder.mkdir()
        pinned = collect(target, python, folder)
        resolved.append((target, python, pinned))
        for wheel in folder.iterdir():
            shutil.copy(wheel, wheels)
        print(f"{target.name}, Python {python}: {len(pinned)} packages", flush=True)
    for target, python, pinned in resolved:
        verify(target, python, pinned, wheels)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = "-".join([project["name"], project["version"], *asked.platform, *asked.python])
    asked.out.mkdir(parents=True, exist_ok=True)
    path = asked.out / f"{name}.zip"
    label = {
        "version": project["version"],
        "revision": revision(),
        "pythons": asked.python,
        "platforms": asked.platform,
    }
    write_zip(path, wheels, label)
    print(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")


if __name__ == "__main__":
    main()
