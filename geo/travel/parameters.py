"""What travel times rest on where nobody says otherwise, read from ``data/travel/`` and checked."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geo.places import DATA
from geo.sources import BothLanguages
from geo.text import Text
from geo.travel.model import TravelMode

PARAMETERS_FILE = DATA / "travel" / "parameters.toml"
CUTOFF_LABEL = Text("研究惯例，非规划指标", "research convention, not the plan's threshold")
"""What stands beside every limit in minutes: neither plan states any."""

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cutoffs(_Strict):
    """Limits in minutes, ascending, inclusive; ``limit_min`` is the one asked for first."""

    minutes: tuple[Positive, ...] = Field(min_length=1)
    limit_min: Positive
    source: BothLanguages

    @model_validator(mode="after")
    def _ordered(self) -> Cutoffs:
        if any(a >= b for a, b in pairwise(self.minutes)):
            raise ValueError(f"cutoffs must ascend: {self.minutes}")
        if self.limit_min not in self.minutes:
            raise ValueError(f"the limit {self.limit_min} is none of {self.minutes}")
        return self


class Detour(_Strict):
    """Road distance over straight-line distance, and the range tried beside it."""

    factor: Annotated[float, Field(ge=1, allow_inf_nan=False)]
    low: Annotated[float, Field(ge=1, allow_inf_nan=False)]
    high: Annotated[float, Field(ge=1, allow_inf_nan=False)]
    source: BothLanguages

    @model_validator(mode="after")
    def _ordered(self) -> Detour:
        if not self.low <= self.factor <= self.high:
            raise ValueError(f"{self.low} <= {self.factor} <= {self.high} does not hold")
        return self


class ByMode(_Strict):
    """One positive number for each mode of travel."""

    driving: Positive
    walking: Positive
    source: BothLanguages

    def of(self, mode: TravelMode) -> float:
        """The number of the mode."""
        return self.driving if mode is TravelMode.DRIVING else self.walking


class TravelParameters(_Strict):
    """Everything in the file; every block's ``source.text`` says where its numbers come from.

    ``straight_line_kmh``: mean speed of a whole trip along the road. ``snap_max_m``: who is farther
    from any road is not connected.
    """

    cutoffs: Cutoffs
    detour: Detour
    straight_line_kmh: ByMode
    snap_max_m: ByMode


@lru_cache(maxsize=1)
def load_travel_parameters() -> TravelParameters:
    """The parameters shipped with the tool. ValueError when the file is not well-formed."""
    return read_travel_parameters(PARAMETERS_FILE)


def read_travel_parameters(path: Path) -> TravelParameters:
    """The parameters in a file of the same form. ValueError when it is not well-formed."""
    with path.open("rb") as stream:
        return TravelParameters.model_validate(tomllib.load(stream))
