"""Small worlds to spread people over, checkable by hand."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import box

from geo.layers import Layer, Provenance
from geo.people.demand import Demand, PeopleGroup, PeopleKind
from geo.text import Text


def layer_of(*shapes: tuple[str, object], crs: str = "EPSG:4490") -> Layer:
    """Counties with these codes and shapes, all of the city 450900."""
    frame = gpd.GeoDataFrame(
        {
            "name_zh": [code for code, _ in shapes],
            "name_en": [code for code, _ in shapes],
            "city_code": ["450900"] * len(shapes),
        },
        geometry=[shape for _, shape in shapes],
        index=pd.Index([code for code, _ in shapes], name="county_code"),
        crs=crs,
    )
    return Layer(frame, Provenance("test", ""))


def square(west: float, south: float, side: float = 0.1) -> object:
    """A square of so many degrees."""
    return box(west, south, west + side, south + side)


def everyone(*rows: tuple[str, str, float]) -> Demand:
    """All residents at places given as id, county code and persons."""
    frame = pd.DataFrame(
        {
            "county_code": [county for _, county, _ in rows],
            "lon": 110.0,
            "lat": 22.5,
            "persons": [float(persons) for _, _, persons in rows],
        },
        index=pd.Index([name for name, _, _ in rows], name="id"),
    )
    return Demand(
        frame,
        PeopleKind.VILLAGES,
        PeopleGroup.ALL,
        Provenance("test", ""),
        Text("测试", "test"),
        cells=False,
    )
