"""``python -m analysis report``: the papers of a meeting, the same bytes for the same records."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from analysis.commands import report_materials
from analysis.commands.recorded import unknown_city
from analysis.report.papers.contents import Contents
from analysis.report.papers.materials import ForeignMaterialError, contents_of
from analysis.report.papers.pack import OF_MAPS, Format, Made, Templates, make_pack
from analysis.report.papers.public import PublicPapers, public_papers
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
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument(
        "--formats",
        type=_formats,
        default=tuple(Format),
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
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day printed on maps and charts (none)",
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
    refused = _refused(args)
    if refused is not None:
        tell(refused, args.lang)
        return BAD_INPUT
    try:
        made = _made(args, city)
    except (TemplateRefusedError, ForeignMaterialError) as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    except OSError as error:
        tell(_unreadable(error.filename), args.lang)
        return BAD_INPUT
    if not made:
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


def _refused(args: argparse.Namespace) -> Text | None:
    """Why what is asked for can't be made; None where it can."""
    if args.frozen is None and args.state == ReportState.APPROVED:
        return _NOT_FROZEN
    if args.frozen is not None and args.demonstration:
        return _NO_DEMONSTRATION
    if args.frozen is None and args.as_of is None:
        return _NO_DAY
    return None


def _made(args: argparse.Namespace, city: str) -> tuple[Made, ...] | None:
    """The files; None, with a sentence, when something asked for can't be had."""
    templates = Templates(_read(args.word_template), _read(args.slides_template))
    boundaries = report_materials.read_borders(args.boundaries, city, args.lang)
    materials = None if boundaries is None else report_materials.read_materials(args, city)
    if boundaries is None or materials is None:
        return None
    maps = not (args.without_maps or args.public)
    contents = contents_of(materials, boundaries, made_on=args.made_on, maps=maps)
    papers: Contents | PublicPapers = contents
    if args.public:
        papers = public_papers(contents, materials.access, materials.layers)
    formats = [f for f in args.formats if maps or f not in OF_MAPS]
    if len(formats) < len(args.formats):
        tell(_NO_MAP_FILES, args.lang)
    return make_pack(papers, formats, boundaries, args.lang, templates=templates)


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


_NOT_FROZEN = Text(
    "审定稿只能由定稿生成：请先在程序中定稿，再用 --frozen 指明是哪一份。",
    "Approved papers are made of a frozen assessment only: freeze it first, then name it with"
    " --frozen.",
)
_NO_DEMONSTRATION = Text(
    "演示数据不能定稿，--frozen 与 --demonstration 不能同用。",
    "Demonstration data is never frozen: --frozen does not go with --demonstration.",
)
_NO_DAY = Text(
    "请用 --as-of 写明评估时点，如 2025-12-31。", "Say the day with --as-of, as in 2025-12-31."
)
_NO_MAP_FILES = Text(
    "不含地图的版本不生成图层和离线地图。",
    "An edition without maps has no layers and no map that opens offline.",
)
