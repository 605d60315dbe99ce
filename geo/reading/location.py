"""What a row of a facility list says of the place: county, city, point and precision, agreeing."""

from __future__ import annotations

from geo.issues import Severity
from geo.reading.named_places import city_of, county_name
from geo.reading.points import PointReader
from geo.reading.row import RowReader
from geo.records import Point
from geo.text import Text
from geo.vocabulary import WORDS, Precision


def county_and_city(row: RowReader) -> tuple[str, str]:
    """The county and the city of a row; the county is empty when only the city is given."""
    if not row.text("county") and not row.text("city"):
        row.add(
            "place_empty",
            Severity.ERROR,
            Text("所在县和所在市都没有填。", "Neither county nor city is given."),
            Text(
                "请填所在县；确实只知道在哪个市的，填所在市。",
                "Fill in the county, or the city if only that is known.",
            ),
            "county" if row.has("county") else "city",
        )
        return "", ""
    county_code, city_code = row.county(), row.city()
    if county_code and city_code and city_of(county_code) != city_code:
        row.add(
            "county_not_in_city",
            Severity.ERROR,
            Text(
                f"{county_name(county_code).zh}不属于所填的市。",
                f"{county_name(county_code).en} is not in the city given.",
            ),
            Text("请核对所在县和所在市后改正。", "Check county and city and correct one."),
            "city",
        )
    return county_code, city_of(county_code) if county_code else city_code


def point_and_precision(
    row: RowReader, county_code: str, points: PointReader
) -> tuple[Point | None, Precision, str]:
    """The point, the precision and the county, so that they agree."""
    point = points.read(row, county_code)
    stated = row.one("location_precision", Precision, Severity.WARNING)
    if stated in (Precision.COUNTY, Precision.CITY) and point is not None:
        row.add(
            "point_not_exact",
            Severity.WARNING,
            Text(
                f"位置精度写的是“{WORDS[stated].zh}”，却填了坐标。",
                f"The precision says “{stated.value}”, yet there is a point.",
            ),
            Text(
                "坐标先不上图；确为设施所在位置的，请把位置精度改为“到点”。",
                "It is kept off the map; if it is the facility's place, write precision “point”.",
            ),
            "location_precision",
            Text(
                "代表整个县或市的点不是设施的位置。",
                "A point that stands for a county or a city is not where the facility is.",
            ),
        )
        point = None
    if stated is Precision.CITY and county_code:
        row.add(
            "county_not_certain",
            Severity.WARNING,
            Text(
                f"位置精度写的是“仅到市”，却填了所在县（{county_name(county_code).zh}）。",
                f"The precision says “city”, yet a county is given: {county_name(county_code).en}.",
            ),
            Text(
                "该设施先不计入任何县；所在县确定的，请把位置精度改为“到县”。",
                "It enters no county's check; if the county is certain, write precision “county”.",
            ),
            "location_precision",
            Text("所在县决定计入哪个县。", "It decides which county the facility counts for."),
        )
        county_code = ""
    if point is not None:
        return point, Precision.POINT, county_code
    return None, Precision.COUNTY if county_code else Precision.CITY, county_code
