"""``python -m analysis report``: the papers of a meeting, the same bytes for the same records."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from analysis.commands.recorded import recorded_state, unknown_city
from analysis.report.build import build_report
from analysis.report.papers.contents import Contents
from analysis.report.papers.pack import Format, Templates, make_pack
from analysis.report.papers.slides.slides_file import SlideTemplateError
from analysis.report.papers.word.word_file import TemplateError
from analysis.report.report import ReportState
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import load_boundaries
from geo.commands.registers import add_known_on, add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.commands.writing import write_bytes
from geo.counties import resolve_city
from geo.demonstration import load_demonstration
from geo.issues import DataIssue
from geo.sources import load_sources
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450900")
    parser.add_argument("--as-of", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument(
        "--formats",
        type=_formats,
        default=tuple(Format),
        metavar="LIST",
        help="comma-separated, of " + ", ".join(Format) + " (all)",
    )
    parser.add_argument(
        "--state", choices=[str(s) for s in ReportState], default=str(ReportState.DRAFT)
    )
    parser.add_argument("--demonstration", action="store_true", help="of the invented records")
    parser.add_argument("--text-notes", action="store_true", help="with the notes on the texts")
    parser.add_argument("--word-template", type=Path, metavar="FILE.docx")
    parser.add_argument("--slides-template", type=Path, metavar="FILE.pptx")
    add_register(parser)
    add_known_on(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Writes the papers into the folder and prints their names; nothing when an input is bad."""
    city = resolve_city(args.city)
    if not isinstance(city, str):
        tell(unknown_city(args.city), args.lang)
        return BAD_INPUT
    contents = _contents(args, city)
    if contents is None:
        return BAD_INPUT
    try:
        templates = Templates(_read(args.word_template), _read(args.slides_template))
        made = make_pack(contents, args.formats, load_boundaries(), args.lang, templates=templates)
    except (TemplateError, SlideTemplateError) as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    except OSError as error:
        tell(_unreadable(error.filename), args.lang)
        return BAD_INPUT
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError:
        tell(_no_folder(args.out), args.lang)
        return BAD_INPUT
    for file in made:
        if not write_bytes(args.out / file.name, file.content, args.lang):
            return BAD_INPUT
        print(file.name)
    return DONE


def _contents(args: argparse.Namespace, city: str) -> Contents | None:
    """What the papers say; None, with a sentence, when the register can't be read."""
    catalogue = load_catalogue()
    issues: tuple[DataIssue, ...] = ()
    if args.demonstration:
        layers = load_demonstration()
    else:
        state = recorded_state(args)
        if state is None:
            return None
        layers, issues = state.layers, state.issues
    assessment = evaluate(catalogue, layers, city, args.as_of, args.known_on)
    report = build_report(
        catalogue,
        layers,
        assessment,
        load_sources(),
        ReportState(args.state),
        data_issues=issues,
        include_text_notes=args.text_notes,
    )
    return Contents(report, catalogue, assessment, build_todo(catalogue, layers, assessment))


def _formats(text: str) -> tuple[Format, ...]:
    parts = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in parts if part not in set(Format)]
    if unknown or not parts:
        known = ", ".join(Format)
        raise argparse.ArgumentTypeError(f"formats are of {known}; not known: {unknown}")
    return tuple(Format(part) for part in dict.fromkeys(parts))


def _read(path: Path | None) -> bytes | None:
    return None if path is None else path.read_bytes()


def _unreadable(name: str) -> Text:
    return Text(f"读不了文件 {name}。", f"{name} can't be read.")


def _no_folder(path: Path) -> Text:
    return Text(
        f"建不了文件夹 {path}。请检查是否允许写入。",
        f"The folder {path} can't be made. Check that it may be written to.",
    )
