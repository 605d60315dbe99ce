"""What the papers' command reads: records, a study of access, a scenario, a frozen assessment."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.accessibility.question import Question, default_group
from analysis.commands.recorded import recorded_day, recorded_state
from analysis.frozen import FrozenAssessment, list_frozen, load_frozen
from analysis.planning.scenarios.stored import Scenario, StoredScenarioError, scenario_of
from analysis.report.papers.access import Access, access_of, default_service
from analysis.report.papers.materials import Materials, frozen_materials
from analysis.report.report import STATE_WORDS, ReportState
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import load_boundaries
from geo.boundary_files import read_boundaries
from geo.commands.registers import existing_register
from geo.commands.speaking import tell, tell_issues
from geo.demonstration import load_demonstration
from geo.issues import BadInputError, DataIssue
from geo.layers import Layer, LayerSet
from geo.people.builtin import built_in_demand
from geo.register.errors import RegisterError
from geo.register.state import RegisterState
from geo.scenarios import StoredScenario
from geo.sources import load_sources
from geo.text import Text
from geo.travel.straight_line import StraightLine
from geo.vocabulary import FacilityType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what the papers are made from."""
    parser.add_argument("--demonstration", action="store_true", help="of the invented records")
    parser.add_argument("--text-notes", action="store_true", help="with the notes on the texts")
    parser.add_argument(
        "--service",
        choices=[str(t) for t in FacilityType],
        help="whose reach is told (default: the type with most points on record)",
    )
    parser.add_argument("--without-access", action="store_true", help="no section on access")
    parser.add_argument("--roads", type=Path, metavar="FILE", help="else by straight line")
    parser.add_argument("--travel-times", type=Path, metavar="FILE", help="in place of roads")
    parser.add_argument("--scenario", metavar="NAME", help="a scenario kept in the register")
    parser.add_argument(
        "--frozen", metavar="ID|NAME", help="of this frozen assessment, as it was frozen"
    )
    parser.set_defaults(skip_bad_rows=False)


def read_materials(args: argparse.Namespace, city: str) -> Materials | None:
    """The materials; None, with a sentence, when something asked for can't be had."""
    materials = _frozen(args, city) if args.frozen is not None else _of_today(args, city)
    if materials is None:
        return None
    if args.scenario is not None:
        scenario = _scenario(args, city)
        if scenario is None:
            return None
        materials = replace(materials, scenario=scenario)
    if args.without_access:
        return materials
    access = _access(args, city, materials)
    return None if access is None else replace(materials, access=access)


def read_borders(path: Path | None, city: str, lang: str) -> Layer | None:
    """The built-in boundaries, or those of the file given; None, with what is wrong."""
    if path is None:
        return load_boundaries()
    codes = [c.code for c in load_demonstration().counties_of(city)]
    try:
        return read_boundaries(path, codes)
    except BadInputError as error:
        tell_issues(path.name, error.issues, "en" if lang == "en" else "zh")
        return None


def _of_today(args: argparse.Namespace, city: str) -> Materials | None:
    """The records of the register, or of the demonstration, judged by the rules of today."""
    catalogue = load_catalogue()
    issues: tuple[DataIssue, ...] = ()
    change: int | None = None
    recorded_on: date | None = None
    layers: LayerSet
    if args.demonstration:
        layers = load_demonstration()
    else:
        state = recorded_state(args)
        if state is None:
            return None
        layers, issues, change = state.layers, state.issues, state.last_change
        recorded_on = recorded_day(args, change)
    return Materials(
        catalogue,
        layers,
        evaluate(catalogue, layers, city, args.as_of, args.known_on),
        load_sources(),
        ReportState(args.state or ReportState.DRAFT),
        data_issues=issues,
        include_text_notes=args.text_notes,
        register_change=change,
        recorded_on=recorded_on,
    )


def _frozen(args: argparse.Namespace, city: str) -> Materials | None:
    """The materials of the frozen assessment named, by its id or its name."""
    try:
        register = existing_register(args)
        try:
            heads = list_frozen(register, city)
            wanted = args.frozen.strip()
            head = next((h for h in heads if wanted in (str(h.frozen_id), h.name)), None)
            if head is None:
                tell(_no_frozen(wanted, [h.name for h in heads]), args.lang)
                return None
            frozen: FrozenAssessment = load_frozen(register, head.frozen_id)
        finally:
            register.close()
    except RegisterError as error:
        tell(error.text, args.lang)
        return None
    if args.as_of is not None and args.as_of != frozen.as_of:
        tell(_other_day(frozen), args.lang)
        return None
    if args.state is not None and ReportState(args.state) is not frozen.state:
        tell(_other_state(frozen), args.lang)
        return None
    return frozen_materials(frozen)


def _scenario(args: argparse.Namespace, city: str) -> Scenario | None:
    """The city's scenario of that name."""
    if args.demonstration:
        tell(_NO_DEMONSTRATION, args.lang)
        return None
    state: RegisterState | None = recorded_state(args)
    if state is None:
        return None
    kept: list[StoredScenario] = [s for s in state.records("scenarios") if s.city_code == city]
    wanted = args.scenario.strip()
    found = next((s for s in kept if s.name.strip() == wanted), None)
    if found is None:
        tell(_no_scenario(wanted, [s.name for s in kept]), args.lang)
        return None
    try:
        return scenario_of(found)
    except StoredScenarioError as error:
        tell(error.text, args.lang)
        return None


def _access(args: argparse.Namespace, city: str, materials: Materials) -> Access | None:
    """The study of the service asked for; the people alone where none of it can be placed."""
    layers = materials.layers
    kind = FacilityType(args.service) if args.service else default_service(layers, city)
    question = Question(city, kind, materials.assessment.as_of, group=default_group(kind))
    demand = built_in_demand(city, question.group)
    if args.roads is None and args.travel_times is None:
        return access_of(question, demand, layers, StraightLine.default(question.mode))
    # Roads take half a second to load: only for who gives some.
    from analysis.commands.access_inputs import read_travel  # noqa: PLC0415

    travel = read_travel(args, question, demand, layers)
    return None if travel is None else access_of(question, demand, layers, travel.source)


def _no_frozen(wanted: str, names: list[str]) -> Text:
    there = "、".join(names) or "无"
    return Text(
        f"本市没有名为“{wanted}”的定稿。现有定稿：{there}。",
        f"The city has no frozen assessment “{wanted}”. There are: {', '.join(names) or 'none'}.",
    )


def _other_day(frozen: FrozenAssessment) -> Text:
    day = frozen.as_of.isoformat()
    return Text(
        f"定稿“{frozen.name}”的评估时点是 {day}，与 --as-of 不同。请改为 {day} 或不写 --as-of。",
        f"The frozen assessment “{frozen.name}” is as of {day}, not of --as-of. Give {day} or leave"
        " --as-of out.",
    )


def _other_state(frozen: FrozenAssessment) -> Text:
    state = STATE_WORDS[frozen.state]
    return Text(
        f"定稿“{frozen.name}”是{state.zh}，与 --state 不同。请不写 --state。",
        f"The frozen assessment “{frozen.name}” is: {state.en}, not of --state. Leave --state out.",
    )


def _no_scenario(wanted: str, names: list[str]) -> Text:
    there = "、".join(names) or "无"
    return Text(
        f"台账中没有本市名为“{wanted}”的方案。现有方案：{there}。",
        f"The register keeps no scenario “{wanted}” of the city. There are:"
        f" {', '.join(names) or 'none'}.",
    )


_NO_DEMONSTRATION = Text(
    "演示数据没有存档方案，--scenario 与 --demonstration 不能同用。",
    "No scenario of demonstration data is kept: --scenario does not go with --demonstration.",
)
