from datetime import date

from analysis.report.counts import is_counted
from analysis.report.lede import findings_lede, indicators_lede
from geo.demonstration import load_demonstration
from tests.report.real_plans import assess as assess_records
from tests.report.real_plans import plans, published

DAY = date(2025, 12, 31)


def test_directional_findings_are_not_counted_as_unmet() -> None:
    assessment = assess_records(load_demonstration(), "450200", DAY)
    said = findings_lede(plans(), assessment).zh
    directional = [f for f in assessment.findings if f.requirement_id.endswith("rehab-or-care")]
    assert sum(f.verdict == "UNMET" for f in directional) == 4
    binding = [f for f in assessment.findings if is_counted(plans().entries[f.requirement_id])]
    unmet = sum(f.verdict == "UNMET" for f in binding)
    assert f"{unmet} 项尚未达到" in said
    assert f"**{len(binding)} 项核查结果**" in said


def test_without_records_every_binding_finding_of_yulin_is_open() -> None:
    _, assessment = published("450900")
    assert findings_lede(plans(), assessment).zh.startswith(
        "有明确目标的要求 **15 项核查结果**：0 项已达到，0 项尚未达到，**15 项待核实**。"
    )


def test_indicators_without_values_are_all_open() -> None:
    _, assessment = published("450200")
    assert "**11 项待核实**" in indicators_lede(plans(), assessment).zh
