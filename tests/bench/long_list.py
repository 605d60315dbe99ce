"""A facility list of 50 000 rows as a province's counties might send it, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

import xlsxwriter

from geo.counties import label_points, load_counties

ROWS = 50_000
_SEED = 20251231
_HEADERS = (
    "设施名称", "所在县（市、区）", "主类型", "级别", "状态", "投用日期", "举办方式", "服务能力",
    "服务能力单位", "详细地址", "经度", "纬度", "坐标系", "佐证材料", "备注",
)  # fmt: skip
_SIGNS = (
    "仁爱和安宁康泰福寿慈心晨光阳春明德育英启智同乐永兴长青嘉禾金桂玉兰松柏竹梅云海星月东西南北"
)
_KINDS = {"康复": "康复中心", "托养": "托养中心", "综合服务": "综合服务中心"}
_TOWNS = ("容州", "杨梅", "大荣", "黎村", "洛垌", "石头", "松山", "浪水", "县底", "自良")
_SPREAD_DEGREES = 0.05
_WRONG_SHARE = 0.02
"""Rows with a mistake: a county that is not there, a state nobody knows, longitude for latitude."""


def write_list(path: Path, rows: int = ROWS) -> None:
    """Writes the list as xlsx: a title, a header, the rows; names differ in at least one sign."""
    chance = random.Random(_SEED)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("设施")
    sheet.write(0, 0, "残疾人服务设施清单（测试）")
    sheet.write_row(1, 0, _HEADERS)
    names = _names(chance, rows)
    places = [(c.name_zh, *label_points()[c.code]) for c in load_counties()]
    for number, name in enumerate(names):
        sheet.write_row(2 + number, 0, _row(chance, name, *chance.choice(places)))
    book.close()


def _names(chance: random.Random, rows: int) -> list[str]:
    """So many names, no two the same."""
    names: dict[str, None] = {}
    while len(names) < rows:
        names["".join(chance.choices(_SIGNS, k=6))] = None
    return list(names)


def _row(
    chance: random.Random, name: str, county: str, lon: float, lat: float
) -> tuple[str | float, ...]:
    kind, suffix = chance.choice(list(_KINDS.items()))
    place = [
        round(lon + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 6),
        round(lat + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 6),
    ]
    state = "运营"
    if chance.random() < _WRONG_SHARE:
        mistake = chance.choice(("county", "state", "swapped"))
        county = "无此县" if mistake == "county" else county
        state = "营业否" if mistake == "state" else state
        place = place[::-1] if mistake == "swapped" else place
    street = f"{county}{chance.choice(_TOWNS)}镇{chance.randint(1, 99)}队{chance.randint(1, 400)}号"
    opened = f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02d}-01"
    return (
        f"{name}{suffix}", county, kind, "县级", state, opened, "公办", chance.randint(10, 200),
        "床位", street, *place, "CGCS2000", "县残联清单", "",
    )  # fmt: skip
