"""An estimate of need where a county has not reported: marked as such wherever it is shown.

eligible ≈ residents × prevalence × severe share × hardship share

Prevalence (6.34 %) and severe share (29.49 %) are national, of the survey of 2006; the hardship
share (困难) is known for no county and is the user's to set. One household is taken to hold one
such person, so the estimate is an upper bound of households.
"""

from __future__ import annotations

from geo.layers import County
from geo.population import DisabilityRates
from geo.records import RetrofitNeed
from geo.text import Text

FORMULA = Text(
    "需求户数（估算）= 常住人口 × 6.34% × 29.49%（重度）× 困难占比（您填写）；按一户一人，为上限",
    "need (estimate) = residents × 6.34 % × 29.49 % severe × hardship share (yours); one person a"
    " household, so an upper bound",
)


def estimate_need(
    county: County, rates: DisabilityRates, hardship_share: float, done_households: int | None
) -> RetrofitNeed:
    """The county's estimated need; ``hardship_share`` above 0, up to 1, else ValueError.

    Done households stay as reported: an estimate never stands in for what was verified.
    """
    if not 0 < hardship_share <= 1:
        raise ValueError("the hardship share is above 0 and at most 1")
    persons = county.population_persons * rates.prevalence_share * rates.severe_share
    return RetrofitNeed(
        record_id=f"estimate-{county.code}",
        county_code=county.code,
        eligible_households=max(round(persons * hardship_share), done_households or 0),
        done_households=done_households,
        as_of=None,
        source=FORMULA.zh,
        estimated=True,
    )
