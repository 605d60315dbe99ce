"""Reading 家庭无障碍改造资金: money by source, with its limits and the households it is for."""

from __future__ import annotations

from pathlib import Path

from geo.issues import Severity
from geo.reading.amounts import yuan_in
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.named_places import city_of, county_name, which_city
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import county_column
from geo.reading.synonyms import plain_word
from geo.records import RetrofitFunds
from geo.text import Text
from geo.vocabulary import FundKind

MAX_YUAN = 1_000_000_000.0
"""No source gives a county so much for retrofits: more is a slip of the unit."""
MAX_HOUSEHOLDS = 1_000_000
A_HOUSEHOLD_YUAN = (100.0, 100_000.0)
"""Beyond these the unit is asked about. Examples elsewhere are 3 500 to 6 500 yuan
(``data/planning/retrofit_unit_costs.csv``), so a mistaken 万 lands outside."""

_AMOUNT = "amount_wan_yuan"
_PAYS = Text("金额决定改造计划能落实多少户。", "The sum decides how many households are paid for.")

RETROFIT_FUNDS = Form(
    form_id="retrofit_funds",
    title=Text("改造资金", "Retrofit funds"),
    purpose=Text(
        "家庭无障碍改造的资金，一个来源、一份文件一行；全市统筹的只填所在市。",
        "Money for household retrofits, one source and document per row; the city alone for money "
        "of the whole city.",
    ),
    sheet_names=("家庭无障碍改造资金", "资金来源", "无障碍改造资金", "funds"),
    one_of=("county", "city"),
    columns=(
        county_column(
            Text(
                "资金用于哪个县(市、区)；全市统筹的留空。",
                "The county it is for; empty for the whole city.",
            ),
            required=False,
        ),
        Column(
            "city",
            "所在市",
            Text("设区市；填了所在县可以不填。", "The city; not needed beside a county."),
            synonyms=("市", "设区市", "地市", "city_code"),
            sample="玉林市",
        ),
        Column(
            "fund_source",
            "资金来源",
            Text("一行一个来源。", "One source per row."),
            required=True,
            synonyms=("来源", "来源渠道", "资金渠道", "资金类别", "资金性质", "source_of_funds"),
            words=FundKind,
            sample="自治区",
            why=_PAYS,
        ),
        Column(
            _AMOUNT,
            "金额（万元）",
            Text(
                "单位以表头为准，可改为“金额（元）”；表头和格内都没有单位的不采用。",
                "The header says the unit: amount_wan_yuan (万元) or amount_yuan.",
            ),
            required=True,
            synonyms=(
                "金额",
                "资金",
                "资金额",
                "资金数",
                "资金金额",
                "安排金额",
                "安排资金",
                "下达金额",
                "下达资金",
                "补助金额",
                "补助资金",
                "amount",
                "amount_yuan",
            ),
            sample="36.5",
            why=_PAYS,
            money=True,
        ),
        Column(
            "year",
            "年度",
            Text("资金的预算年度。", "The budget year."),
            synonyms=("年份", "资金年度", "预算年度"),
            sample="2026",
            why=Text("某年的资金只用于当年。", "Money of a year pays in that year."),
        ),
        Column(
            "use_limit",
            "使用范围",
            Text("文件规定的用途限制，照抄原文。", "What it may be used for, in its own words."),
            synonyms=("使用限制", "用途", "用途限制", "资金用途", "支出范围"),
            sample="仅用于困难重度残疾人家庭",
        ),
        Column(
            "task_households",
            "任务数",
            Text("文件下达的改造户数。", "Households the document asks for."),
            synonyms=("任务户数", "改造任务数", "目标任务数", "下达任务数", "task_number"),
            sample="100",
        ),
        Column(
            "document",
            "文号",
            Text("下达资金的文件。", "The document that grants it."),
            synonyms=(
                "文件",
                "文件文号",
                "资金文件",
                "下达文件",
                "依据",
                "佐证材料",
                "数据来源",
                "source",
            ),
            sample="桂财社〔2026〕1号",
        ),
    ),
)

_WHOLE_CITY = frozenset(
    plain_word(w) for w in ("全市", "全市统筹", "市本级", "市级", "各县区", "全部", "all")
)


def read_retrofit_funds(source: Path | bytes, filename: str) -> Reading[RetrofitFunds]:
    """The money of a file, in yuan."""
    return read_form(source, filename, RETROFIT_FUNDS, retrofit_funds_of)


def retrofit_funds_of(table: FormTable) -> Reading[RetrofitFunds]:
    """The money of a table already opened, in yuan, to the fen."""
    return read_each_once(
        table,
        _funds,
        lambda f: f.record_id,
        Text(
            "县、来源、年度、使用范围和文号都相同", "place, source, year, limit and document agree"
        ),
    )


def _funds(row: RowReader) -> tuple[RetrofitFunds, ...]:
    city_code, county_code = _place(row)
    kind = row.one("fund_source", FundKind)
    if not row.text("fund_source"):
        row.missing("fund_source")
    amount = yuan_in(row, _AMOUNT, MAX_YUAN)
    span = row.span("year")
    year = span.first.year if span else None
    tasks = row.whole("task_households", MAX_HOUSEHOLDS)
    if row.failed or kind is None or amount is None:
        return ()
    _compare_tasks(row, amount, tasks)
    use_limit, document = row.text("use_limit"), row.text("document")
    return (
        RetrofitFunds(
            record_id=stable_id("M", city_code, county_code, kind.value, year, use_limit, document),
            city_code=city_code,
            county_code=county_code,
            fund_source=kind,
            amount_yuan=amount,
            year=year,
            use_limit=use_limit,
            task_households=tasks,
            document=document,
        ),
    )


def _place(row: RowReader) -> tuple[str, str]:
    """The city and, unless the money is for all of it, the county; empty where an error is."""
    said = row.text("county")
    whole_city = which_city(said) if said else None
    city_code = row.city()
    if whole_city or not said or plain_word(said) in _WHOLE_CITY:
        city_code = city_code or whole_city or ""
        if not city_code and not row.failed:
            row.add(
                "place_missing",
                Severity.ERROR,
                Text("没有写资金用于哪个县或哪个市。", "Neither county nor city is given."),
                Text(
                    "请填所在县；全市统筹的填所在市。",
                    "Fill in the county, or the city for money of the whole city.",
                ),
                "city",
            )
        return city_code, ""
    county_code = row.county()
    if not county_code:
        return "", ""
    if city_code and city_code != city_of(county_code):
        county = county_name(county_code)
        row.add(
            "county_not_in_city",
            Severity.ERROR,
            Text(f"{county.zh}不属于填报的所在市。", f"{county.en} is not in that city."),
            Text("请核对所在县和所在市后改正。", "Check county and city and correct one."),
            "city",
        )
    return city_of(county_code), county_code


def _compare_tasks(row: RowReader, yuan: float, tasks: int | None) -> None:
    """Ask about the unit where the sum a household is beyond what a retrofit can cost."""
    if not tasks or not yuan:
        return
    least, most = A_HOUSEHOLD_YUAN
    each = yuan / tasks
    if least <= each <= most:
        return
    row.add(
        "sum_a_household_unlikely",
        Severity.WARNING,
        Text(f"金额除以任务数，户均 {each:,.2f} 元。", f"The sum is {each:,.2f} yuan a household."),
        Text(
            "请核对金额单位和任务数；确实如此的不用改。",
            "Check the unit and the number of households; leave it if it is so.",
        ),
        _AMOUNT,
    )
