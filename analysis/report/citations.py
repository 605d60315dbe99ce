"""The records a finding cites, by id: what they are called and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from geo.layers import LayerSet
from geo.text import Text, join
from geo.vocabulary import WORDS


@dataclass(frozen=True, slots=True)
class Citation:
    """One record: its id, what it is called, and its source as recorded (may be empty)."""

    record_id: str
    name: Text
    source: str

    @property
    def words(self) -> Text:
        """名称〔编号〕，来源."""
        zh, en = f"{self.name.zh}〔{self.record_id}〕", f"{self.name.en} [{self.record_id}]"
        if self.source:
            zh, en = f"{zh}，{self.source}", f"{en}, {self.source}"
        return Text(zh, en)


@dataclass(frozen=True)
class Citations:
    """All records of a layer set that evidence may name."""

    layers: LayerSet

    @cached_property
    def _by_id(self) -> dict[str, Citation]:
        found: list[Citation] = []
        layers = self.layers
        for f in layers.facilities:
            found.append(Citation(f.facility_id, Text(f.name, f.name), f.source))
        for s in layers.purchased_services:
            found.append(Citation(s.service_id, Text(s.project, s.project), s.source))
        for c in layers.completeness:
            kind, what = WORDS[c.kind], WORDS[c.facility_type]
            name = Text(
                f"{what.zh}{kind.zh}（{c.declared_by}，截至 {c.complete_as_of}）",
                f"{what.en}: {kind.en.lower()} ({c.declared_by}, as of {c.complete_as_of})",
            )
            found.append(Citation(c.declaration_id, name, c.source))
        for n in layers.retrofit_needs:
            name = Text(
                f"家庭无障碍改造验收台账（截至 {n.as_of or '时点不详'}）",
                f"household retrofits verified (as of {n.as_of or 'unknown'})",
            )
            found.append(Citation(n.record_id, name, n.source))
        for v in layers.indicator_values:
            name = Text(
                f"指标完成值（{v.reported_by or '填报单位不详'}，{v.as_of or '时点不详'}）",
                f"indicator value ({v.reported_by or 'body unknown'}, {v.as_of or 'unknown'})",
            )
            found.append(Citation(v.record_id, name, v.source))
        for r in layers.rulings:
            name = Text(f"认定口径（{r.body}，{r.date}）", f"ruling ({r.body}, {r.date})")
            found.append(Citation(r.ruling_id, name, r.document))
        return {c.record_id: c for c in found}

    def get(self, record_id: str) -> Citation:
        """The record's citation. KeyError for an id no record has."""
        return self._by_id[record_id]

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._by_id

    def words(self, record_ids: Iterable[str]) -> Text | None:
        """The records as one text, or None when there are none."""
        texts = [self.get(i).words for i in record_ids]
        if not texts:
            return None
        return join(texts, "；\n", ";\n")

    def summary(self, record_ids: Iterable[str]) -> Text | None:
        """Names without ids and sources; declarations only counted."""
        ids = list(record_ids)
        declared = {c.declaration_id for c in self.layers.completeness}
        names = list(
            {self.get(i).name.zh: self.get(i).name for i in ids if i not in declared}.values()
        )
        said = sum(1 for i in ids if i in declared)
        if said:
            names.append(Text(f"无遗漏确认、零报告 {said} 份", f"{said} declarations"))
        return join(names, "；\n", ";\n") if names else None
