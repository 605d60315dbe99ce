"""``python -m analysis report``: the papers of a meeting, the same bytes for the same records."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import report_materials, report_refusals
from analysis.commands.recorded import unknown_city
from analysis.report.maps.print_map import Format as Paper
from analysis.report.papers.contents import Contents
from analysis.report.papers.materials import contents_of
from analysis.report.papers.pack import Format, Made, Templates, formats_of, make_pack
from analysis.report.papers.public import PublicPapers, public_draft, public_papers
from analysis.report.papers.refusing import REFUSALS, why_refused
from analysis.report.papers.templates import TemplateRefusedError
from analysis.report.report import ReportState
from geo.commands.registers import add_known_on, add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.commands.writing import write_bytes
from geo.counties import resolve_city
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--city", required=True, help="division code or name, e.g. 450900")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD")
    parser.add_argument(
        "--formats",
        metavar="LIST",
        help="comma-separated, of " + ", ".join(Format) + " (all)",
    )
    parser.add_argument(
        "--state",
        choices=[str(s) for s in ReportState],
        help="approved only with --frozen (default: draft, or that of the frozen assessment)",
    )
    parser.add_argument("--public", action="store_true", help="the public edition, without maps")
    parser.add_argument("--without-maps", action="store_true", help="no map in any paper")
    parser.add_argument("--boundaries", type=Path, metavar="FILE", help="else those built in")
    parser.add_argument(
        "--made-on",
        metavar="YYYY-MM-DD",
        help="the day printed on maps and charts (else the day of the records)",
    )
    parser.add_argument(
        "--map-paper",
        choices=[str(p) for p in Paper],
        default=str(Paper.A4),
        help="of the maps for print (A4)",
    )
    parser.add_argument("--word-template", type=Path, metavar="FILE.docx")
    parser.add_argument("--slides-template", type=Path, metavar="FILE.pptx")
    report_materials.add_arguments(parser)
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
    problem = _understood(args) or report_refusals.refused(args)
    if problem is not None:
        tell(problem, args.lang)
        return BAD_INPUT
    try:
        made = _made(args, city)
    except TemplateRefusedError as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    except REFUSALS as error:
        tell(why_refused(error), args.lang)
        return BAD_INPUT
    if not made:
        return BAD_INPUT
    try:
        for folder in {(args.out / file.name).parent for file in made}:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        tell(report_refusals.no_folder(args.out), args.lang)
        return BAD_INPUT
    for file in made:
        if not write_bytes(args.out / file.name, file.content, args.lang):
            return BAD_INPUT
        print(file.name)
    return DONE


def _understood(args: argparse.Namespace) -> Text | None:
    """Puts days and formats in place of their words; what is wrong with one that is none.

    Not left to the parser: what it says is in English only.
    """
    for name in ("as_of", "made_on"):
        found = report_refusals.day_of(f"--{name.replace('_', '-')}", getattr(args, name))
        if isinstance(found, Text):
            return found
        setattr(args, name, found)
    formats = report_refusals.formats_of(args.formats)
    if isinstance(formats, Text):
        return formats
    args.formats = formats
    return None


def _made(args: argparse.Namespace, city: str) -> tuple[Made, ...] | None:
    """The files; None, with a sentence, when something asked for can't be had."""
    templates = _templates(args)
    if templates is None:
        return None
    boundaries = report_materials.read_borders(args.boundaries, city, args.lang)
    materials = None if boundaries is None else report_materials.read_materials(args, city)
    if boundaries is None or materials is None:
        return None
    maps = not (args.without_maps or args.public)
    contents = contents_of(materials, boundaries, made_on=args.made_on, maps=maps)
    papers: Contents | PublicPapers = contents
    if args.public:
        papers = public_papers(contents, materials.access, materials.layers)
    formats = formats_of(papers, args.formats)
    left_out = [f for f in args.formats if f not in formats]
    if left_out:
        told = report_refusals.no_map_files(left_out, public=args.public, some=bool(formats))
        tell(told, args.lang)
    if not formats:
        return None
    if args.public:
        for text in (report_refusals.not_in_public(args), public_draft(papers.report)):
            if text is not None:
                tell(text, args.lang)
    return make_pack(
        papers,
        formats,
        boundaries,
        args.lang,
        templates=templates,
        called=materials.called,
        paper=Paper(args.map_paper),
    )


def _templates(args: argparse.Namespace) -> Templates | None:
    """The office's templates; None, with a sentence, when one can't be read."""
    content = []
    for path in (args.word_template, args.slides_template):
        try:
            content.append(None if path is None else path.read_bytes())
        except OSError:
            tell(report_refusals.unreadable(path), args.lang)
            return None
    return Templates(*content)
