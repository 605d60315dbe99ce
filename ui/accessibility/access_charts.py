"""The histogram and the Lorenz curve of a study."""

from __future__ import annotations

from analysis.accessibility import study_words
from analysis.accessibility.bands import NOT_CONNECTED, Band
from analysis.accessibility.study import AccessStudy
from geo.text import Text
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS
from ui.accessibility import access_map, access_words
from ui.components.lorenz import Lorenz
from ui.components.minutes_bars import MinutesBar, MinutesBars


def histogram(found: AccessStudy) -> MinutesBars:
    """Persons by minutes to the nearest facility, in the colours of the map."""
    who, scope = access_words.bracketed(access_words.who(found)), study_words.where(found)
    said = scope if not scope.zh else Text(f" · {scope.zh}", f" · {scope.en}")
    colours = access_map.band_colours(found)
    return MinutesBars(
        Text(
            f"到最近一处所需时间{who.zh}{said.zh}",
            f"How long to the nearest{who.en}{said.en}",
        ),
        tuple(_bar(b, found, colours) for b in found.histogram),
        Text("分钟", "minutes"),
        Text(
            f"分段颜色同地图；{CUTOFF_LABEL.zh}。",
            f"Colours as on the map; the limits are {CUTOFF_LABEL.en}.",
        ),
        tag=access_words.world(found),
    )


def _bar(band: Band, found: AccessStudy, colours: dict[int, str]) -> MinutesBar:
    if band.code == NOT_CONNECTED:
        return MinutesBar(band.title, band.persons, None, apart=Text("未连通", "none"))
    cutoffs = found.question.cutoffs_min
    middle = band.from_min if band.from_min is not None else 0.0
    code = sum(middle >= c for c in cutoffs)
    if band.to_min is None:
        ends = f"{band.from_min:g}"
        return MinutesBar(
            band.title, band.persons, colours[len(cutoffs)], apart=Text(f"＞{ends}", f">{ends}")
        )
    tick = f"{band.to_min:g}" if band.to_min in cutoffs else ""
    return MinutesBar(band.title, band.persons, colours[code], tick=tick)


def curve(found: AccessStudy) -> Lorenz | None:
    """The Lorenz curve of capacity within reach; None where there is none."""
    spread = found.inequality
    if spread is None:
        return None
    unit = found.facilities.unit
    what = WORDS[unit] if unit is not None else Text("服务能力", "capacity")
    return Lorenz(
        Text("服务能力分布均衡程度", "How evenly capacity is shared"),
        spread.lorenz,
        Text(f"{spread.gini:.2f}", f"{spread.gini:.2f}"),
        Text("基尼系数（0 为人人相等）", "Gini coefficient (0: all equal)"),
        Text("人口累计占比", "share of people"),
        Text("可及服务能力累计占比", "share of access"),
        (
            Text(
                f"按 E2SFCA（{found.question.decay_used.said.zh}）把每处的{what.zh}分给周边的人，"
                "再看分布是否均衡。",
                f"E2SFCA ({found.question.decay_used.said.en}) shares the {what.en} of each"
                " facility among the people around it.",
            ),
            *(_plain(t) for t in access_words.worst_lines(found)),
        ),
        tag=access_words.world(found),
    )


def _plain(text: Text) -> Text:
    return Text(text.zh.replace("**", ""), text.en.replace("**", ""))
