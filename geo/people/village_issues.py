"""What can be wrong with a table of villages, said for people."""

from __future__ import annotations

from geo.issues import DataIssue, Severity
from geo.reading.row import RowReader
from geo.text import Text

LOST = Text(
    "不知道在哪里，这一行的人口不计入。",
    "Its place is not known: the people of this row are not counted.",
)

LOST_THOUGH_READ = Text(
    "数值已能读出，但这一行另有错误（见同一行），位置仍未采用。",
    "The numbers can be read, but another error of the row keeps its place from being used.",
)


def county_not_told(row: RowReader) -> None:
    """No county is given and the point lies in none."""
    row.add(
        "village_county_unknown",
        Severity.ERROR,
        Text(
            "没有填所在县，坐标也不在两市范围内。",
            "No county is given, and the point lies in neither city.",
        ),
        Text("请填所在县，并核对坐标和坐标系。", "Give the county, and check point and datum."),
        "lon",
    )


def rows_lost(lost: int, rows: int, persons: int) -> DataIssue:
    """How many rows, and people where told, are not used."""
    return DataIssue(
        "village_rows_lost",
        Severity.WARNING,
        Text(
            f"{rows:,} 行中有 {lost:,} 行无法使用，其中写明的人口 {persons:,} 人未计入。",
            f"{lost:,} of {rows:,} rows can't be used; the {persons:,} persons they tell are not "
            f"counted.",
        ),
        Text("原因逐行列出。", "The reasons are given row by row."),
        Text("请改正后重新导入。", "Correct them and import the table again."),
    )


def of_other_cities(count: int) -> DataIssue:
    """Rows of counties outside the city asked about."""
    return DataIssue(
        "villages_of_other_cities",
        Severity.NOTICE,
        Text(
            f"有 {count:,} 行属于其他市的县，未读入。",
            f"{count:,} rows are of counties of another city: left out.",
        ),
        Text("一次只计算一个市。", "One city is computed at a time."),
        Text("", ""),
    )


def nobody() -> DataIssue:
    """Not one row with people can be used."""
    return DataIssue(
        "villages_empty",
        Severity.REFUSED,
        Text(
            "没有一行可用：本市没有既有位置又有人口的村（居）。",
            "No row can be used: no village of the city has both a place and people.",
        ),
        Text("没有可用的人口分布。", "There is no distribution to use."),
        Text(
            "请按表样填写名称、所在县、人口、经度、纬度和坐标系。",
            "Fill in name, county, persons, longitude, latitude and datum as on the form.",
        ),
    )


def counties_missing(counties: Text, scaled: bool) -> DataIssue:
    """Counties without a single person in the table."""
    return DataIssue(
        "villages_county_missing",
        Severity.WARNING,
        Text(
            f"表中没有{counties.zh}的人口。",
            f"The table has no people of {counties.en}.",
        ),
        Text(
            "没有数可按普查总数折算，这些县不计入。" if scaled else "这些县不计入（不是没有人）。",
            "There is nothing to scale to the census; these counties are not counted."
            if scaled
            else "These counties are not counted, which does not mean that nobody lives there.",
        ),
        Text("请补报这些县的村（居）。", "Add the villages of these counties."),
    )
