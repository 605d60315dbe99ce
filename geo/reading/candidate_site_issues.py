"""What can be wrong with where a site of a table is, said for people."""

from __future__ import annotations

from collections.abc import Sequence

from geo.issues import Severity
from geo.reading.contacts import holds_personal_number
from geo.reading.row import RowReader
from geo.text import Text


def with_numbers(row: RowReader, names: Sequence[str]) -> None:
    """A name or a use holds a number of a person: the row is not taken; the number not repeated."""
    for name in names:
        if holds_personal_number(row.text(name)):
            row.add(
                "personal_number",
                Severity.ERROR,
                Text(
                    "里面有电话、邮箱或证件号码。",
                    "It holds a telephone, an e-mail or an identity number.",
                ),
                Text(
                    "请删去号码再导入；本工具不接收个人信息。",
                    "Delete the number and read the table again: the tool takes no personal data.",
                ),
                name,
                hide_value=True,
            )


def county_not_told(row: RowReader, *, pointed: bool) -> None:
    """No county is given and none can be told; ``pointed``: there is a point, in no county."""
    what = (
        Text(
            "没有填所在县，坐标也不在两市范围内。",
            "No county is given, and the point lies in neither city.",
        )
        if pointed
        else Text("没有填所在县，也没有可用的坐标。", "Neither a county nor a usable point.")
    )
    remedy = Text(
        "请填所在县，或补齐坐标和坐标系。", "Give the county, or the point and its datum."
    )
    row.add("site_county_unknown", Severity.ERROR, what, remedy, "county")


def contradicts(row: RowReader, there: Text) -> None:
    """The row bears the id of another row (named ``there``) and is another place."""
    row.add(
        "site_contradicts",
        Severity.ERROR,
        Text(
            f"与{there.zh}编号相同，但名称、所在县、坐标、现状或既有设施不同。",
            f"The id of {there.en}, but another name, county, point, use or facility.",
        ),
        Text(
            f"同一处请与{there.zh}写得一样；另一处请换一个编号。",
            f"Write the same as {there.en}, or give another site another id.",
        ),
        "site_id",
    )
