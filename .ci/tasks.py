"""The project's commands: prepare ``.venv`` where needed, then run the tool that does the work.

Needs Python and nothing else, so it runs before anything is installed; an older Python than the
app's gets as far as a message that says which one to get.
"""

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "stamp.json"
# Only an offline bundle has this folder: everything is then installed from it.
WHEELS = ROOT / "wheels"
BUNDLE = ROOT / "bundle.json"
VERSIONS = ("3.11", "3.12", "3.13")
RUNTIME, EVERYTHING = "runtime", "everything"

LINT = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "style": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"),
}


class Stop(Exception):  # noqa: N818 (no error of the program: it says what the user has to do)
    """Ends the command with a message in both languages."""

    def __init__(self, zh, en):
        super().__init__(f"{zh}\n{en}")


def allowed_versions():
    """The Python versions the app runs on here; a bundle carries packages for some of them only."""
    if BUNDLE.is_file():
        return tuple(json.loads(BUNDLE.read_text(encoding="utf-8"))["pythons"])
    return VERSIONS


def version_of(command):
    """The version of a Python as "3.11"; empty when the command does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [*command, "-c", code], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def suitable_python():
    """The command of a Python the app runs on: this one, or another that is installed.

    Raises Stop when there is none.
    """
    versions = allowed_versions()
    if "{}.{}".format(*sys.version_info[:2]) in versions:
        return [sys.executable]
    candidates = [[f"python{version}"] for version in versions]
    if os.name == "nt":
        candidates = [["py", f"-{version}"] for version in versions]
    for command in [*candidates, ["python3"], ["python"]]:
        if shutil.which(command[0]) and version_of(command) in versions:
            return command
    wanted = "/".join(versions)
    running = sys.version.split()[0]
    raise Stop(
        f"需要 Python {wanted}（64 位），当前为 {running}，未找到其他可用版本。请先安装后重试。",
        f"Python {wanted} (64-bit) is needed; this is {running} and no other was found. "
        "Please install one and try again.",
    )


def venv_python():
    """The interpreter inside ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def requirements(level):
    """The packages to ask pip for: what the app needs, or that and the developers' tools."""
    import tomllib  # noqa: PLC0415 (absent from Pythons that only get as far as the message)

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    if level == EVERYTHING:
        for extra in project["optional-dependencies"].values():
            wanted += extra
    return wanted


def fingerprint():
    """What ``.venv`` depends on, hashed: the requirements, the pins, the version of Python."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    parts = [requirements(EVERYTHING), pins, sys.version_info[:2]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def read_stamp():
    """What was installed last: its fingerprint and level, both empty when that is not known."""
    with contextlib.suppress(OSError, ValueError):
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp.get("fingerprint", ""), stamp.get("level", "")
    return "", ""


def prepare(level):
    """Bring ``.venv`` to the level asked for; costs nothing when it is there already."""
    if WHEELS.is_dir():
        level = RUNTIME
    known, had = read_stamp()
    wanted = fingerprint()
    usable = version_of([str(venv_python())]) == "{}.{}".format(*sys.version_info[:2])
    if usable and known == wanted and had in (level, EVERYTHING):
        return
    if had == EVERYTHING:
        level = EVERYTHING
    say(
        "正在准备运行环境（.venv），首次约需一至三分钟……",
        "Preparing .venv; the first time takes one to three minutes …",
    )
    if not usable or not has_pip():
        make_venv()
    install(level)
    STAMP.write_text(json.dumps({"fingerprint": wanted, "level": level}), encoding="utf-8")


def has_pip():
    """Whether ``.venv`` has a pip that runs; an interrupted first start leaves one without."""
    return run("-m", "pip", "--version", stdout=subprocess.DEVNULL, check=False) == 0


def make_venv():
    """Make ``.venv`` anew. Raises Stop when this Python cannot."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Stop(
            f"这个 Python 缺少 venv/ensurepip 模块，无法建立运行环境。Debian、Ubuntu、统信 UOS 上请"
            f"先安装软件包 {package}。",
            "This Python lacks venv/ensurepip, so .venv cannot be made. On Debian and Ubuntu, "
            f"install the package {package} first.",
        )
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made != 0:
        raise Stop(
            f"无法在 {VENV} 建立运行环境:请检查磁盘空间和写入权限。",
            f"Could not make {VENV}: check free space and the right to write there.",
        )


def install(level):
    """Install the packages of a level with pip, at the versions of ``constraints.txt``."""
    command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # A package without a wheel would need a compiler, which a planner's machine does not have.
    command += ["--only-binary", ":all:", "--constraint", str(ROOT / "constraints.txt")]
    if WHEELS.is_dir():
        command += ["--no-index", "--find-links", str(WHEELS)]
    if run(*command, *requirements(level), check=False) == 0:
        return
    if WHEELS.is_dir():
        raise Stop(
            "离线安装未成功，原因见上。离线包适用于 64 位 Windows 和 Linux（x86_64）。",
            "Installing without a network failed, see above. The bundle is for 64-bit Windows and "
            "Linux (x86_64).",
        )
    raise Stop(
        "依赖包安装未成功，原因见上。请检查网络、代理或 pip 镜像设置;不能联网的电脑请使用离线包"
        "（见 README）。",
        "Installing the packages failed, see above. Check the network, the proxy or pip's mirror; "
        "for a machine with no network, use the offline bundle (see README).",
    )


def run(*arguments, check=True, **options):
    """Run the interpreter of ``.venv`` in the project's folder; its exit code.

    Raises SystemExit with that code when it is not 0, unless ``check`` is off.
    """
    code = subprocess.call([str(venv_python()), *arguments], cwd=ROOT, **options)
    if check and code != 0:
        raise SystemExit(code)
    return code


def app(rest):
    """Start the app; further arguments go to Streamlit, such as ``--server.port 8600``."""
    prepare(RUNTIME)
    command = [str(venv_python()), "-m", "streamlit", "run", "app.py", *rest]
    if os.name == "nt":
        run(*command[1:])
    os.chdir(ROOT)
    # One process, so whoever started it can stop it by its number.
    os.execv(command[0], command)


def test(rest):
    """Run the tests, in twice as many processes as there are cores, four at most.

    Tests in a browser wait about half of their time.
    """
    prepare(EVERYTHING)
    processes = min(2 * (os.cpu_count() or 1), 4)
    run("-m", "pytest", "-n", str(processes), "--dist", "worksteal", *rest)


def lint(rest):
    """Check format, style, types and imports, or those named: whatever the first of them says."""
    unknown = [name for name in rest if name not in LINT]
    if unknown:
        raise SystemExit(f"lint knows {', '.join(LINT)}; not {', '.join(unknown)}")
    prepare(EVERYTHING)
    failed = []
    for name in rest or LINT:
        print(f"== {name}", flush=True)
        if run(*LINT[name], check=False) != 0:
            failed.append(name)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def check(rest):
    """Everything that must hold before a commit: lint, then the tests."""
    lint([])
    test(rest)


def bench(rest):
    """Measure the app in a browser, and the evaluation."""
    prepare(EVERYTHING)
    run("-m", "tests.bench", *rest)


def soak(rest):
    """The long fuzz and fault runs."""
    prepare(EVERYTHING)
    run("-m", "pytest", "tests/soak", *rest, env={**os.environ, "SOAK": "1"})


def bundle(rest):
    """Write the offline bundle."""
    prepare(EVERYTHING)
    run(str(ROOT / ".ci" / "bundle.py"), *rest)


def run_module(rest):
    """Run a module of ``.venv``: ``run ruff format .``."""
    if not rest:
        raise SystemExit("run: name a module, such as: run ruff format .")
    prepare(EVERYTHING)
    run("-m", *rest)


COMMANDS = {
    "install": lambda _rest: prepare(EVERYTHING),
    "app": app,
    "test": test,
    "lint": lint,
    "check": check,
    "bench": bench,
    "soak": soak,
    "bundle": bundle,
    "run": run_module,
}


def say(zh, en):
    """Tell the user, in both languages."""
    print(zh, en, sep="\n", flush=True)


def main(arguments):
    """Run the command, with a suitable Python; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Chinese shows question marks instead of failing.
        stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(prog="tasks.py", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on")
    asked = parser.parse_args(arguments)
    try:
        python = suitable_python()
        if python != [sys.executable]:
            return subprocess.call([*python, str(Path(__file__).resolve()), *arguments])
        COMMANDS[asked.command](asked.rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
