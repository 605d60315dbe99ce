"""The page on measures says what the code computes."""

import re
from pathlib import Path

from analysis.accessibility.decay import parse_decay
from analysis.accessibility.e2sfca import e2sfca
from tests.accessibility.small_times import series, times_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "accessibility.md"


def test_the_worked_example_comes_out_as_printed() -> None:
    example = PAGE.read_text("utf-8").split("## Worked example")[1].split("\n## ")[0]
    weights = re.search(r"weights (.*?)\.\n", example)
    assert weights
    times = times_of("a x 5\nb x 20\nb y 10\nc y 25")
    persons = series(a=100, b=50, c=40)
    found = e2sfca(times, persons, series(x=30, y=10), parse_decay(weights[1]))
    results = [*found.facilities["places_per_person"], *found.access]
    printed = [float(text) for text in re.findall(r"0\.\d{5}", example)]
    assert printed == [round(value, 5) for value in results]
    assert f"= {(persons * found.access).sum():g} places" in example
