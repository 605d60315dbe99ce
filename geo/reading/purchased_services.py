"""Reading 政府购买服务: contracts by which a body buys services for a county."""

from __future__ import annotations

from pathlib import Path

from geo.issues import Severity
from geo.reading.collect import read_each_once, read_form
from geo.reading.form import Column, Form
from geo.reading.intake import FormTable
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.shared_columns import county_column, source_column
from geo.records import PurchasedService
from geo.text import Text
from geo.vocabulary import ProviderKind

MAX_PERSONS_SERVED = 5_000_000
"""No county has so many residents: more is a slip."""

_COVERS = Text(
    "合同期须覆盖评估时点才能计入。", "It counts while the contract covers the as-of day."
)

PURCHASED_SERVICES = Form(
    form_id="purchased_services",
    title=Text("政府购买服务", "Purchased services"),
    purpose=Text(
        "购买精神障碍社区康复等服务的合同，一份一行。",
        "Contracts for community mental-health rehabilitation and the like; one per row.",
    ),
    sheet_names=("purchased_service", "购买服务", "purchased"),
    columns=(
        county_column(
            Text("服务覆盖的县(市、区)。", "The county served."),
            Text("按县计入。", "It counts for a county."),
            synonyms=("服务县", "服务区域"),
        ),
        Column(
            "project",
            "项目",
            Text("项目名称。", "Name of the project."),
            required=True,
            synonyms=("项目名称", "购买项目", "服务项目"),
            sample="精神障碍社区康复服务",
        ),
        Column(
            "buyer",
            "购买主体",
            Text("购买服务的单位。", "The body that buys."),
            synonyms=("购买单位", "采购单位", "采购人", "委托单位"),
            sample="容县民政局",
        ),
        Column(
            "provider",
            "承接机构",
            Text("承接服务的机构全称。", "The body that provides."),
            synonyms=("承接主体", "承接单位", "供应商", "服务机构", "承接方"),
            sample="容县某社会工作服务中心",
        ),
        Column(
            "provider_kind",
            "机构性质",
            Text("承接机构的性质。", "The kind of body that provides."),
            synonyms=("承接机构性质", "承接主体性质", "性质", "机构类型"),
            words=ProviderKind,
            sample="社会组织",
            why=Text("规划说的是委托社会组织。", "The clause speaks of social organisations."),
        ),
        Column(
            "from",
            "开始日期",
            Text("合同开始的日期。", "First day of the contract."),
            synonyms=(
                "起始日期",
                "开始时间",
                "合同开始日期",
                "起",
                "起始时间",
                "合同起始日期",
                "start",
            ),
            sample="2025-01-01",
            why=_COVERS,
        ),
        Column(
            "to",
            "结束日期",
            Text("合同结束的日期。", "Last day of the contract."),
            synonyms=("终止日期", "结束时间", "合同结束日期", "止", "到期日期", "截止日期", "end"),
            sample="2025-12-31",
            why=_COVERS,
        ),
        Column(
            "persons_served",
            "服务人数",
            Text("合同期内服务的人数。", "Persons served over the contract."),
            synonyms=("服务人次", "服务对象人数", "persons served", "受益人数"),
            sample="120",
        ),
        source_column(
            Text("合同编号、公告等。", "Contract number, announcement."),
            header="佐证材料",
            synonyms=("合同编号",),
            sample="中标公告 2025-003",
        ),
    ),
)


def read_purchased_services(source: Path | bytes, filename: str) -> Reading[PurchasedService]:
    """The contracts of a file."""
    return read_form(source, filename, PURCHASED_SERVICES, purchased_services_of)


def purchased_services_of(table: FormTable) -> Reading[PurchasedService]:
    """The contracts of a table already opened."""
    return read_each_once(
        table,
        _service,
        lambda s: s.service_id,
        Text("县、项目、承接机构和起止日期都相同", "county, project, provider and days"),
    )


def _service(row: RowReader) -> tuple[PurchasedService, ...]:
    county_code, project = row.required_county(), row.required_text("project")
    provider = row.text("provider")
    start, end = row.span("from"), row.span("to")
    if start and end and end.last < start.first:
        row.add(
            "ends_before_start",
            Severity.ERROR,
            Text(
                f"结束（{end}）早于开始（{start}）。",
                f"It ends ({end}) before it starts ({start}).",
            ),
            Text("请核对两个日期后改正。", "Check both dates and correct them."),
            "to",
        )
    kind = row.one("provider_kind", ProviderKind)
    served = row.number_in("persons_served", MAX_PERSONS_SERVED, Severity.WARNING)
    if row.failed:
        return ()
    return (
        PurchasedService(
            service_id=stable_id("S", county_code, project, provider, start, end),
            county_code=county_code,
            project=project,
            buyer=row.text("buyer"),
            provider=provider,
            provider_kind=kind,
            start=start,
            end=end,
            served_persons=served,
            source=row.text("source"),
        ),
    )
