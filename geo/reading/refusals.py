"""Why a file as a whole is refused: one function per reason, each says how to repair it."""

from __future__ import annotations

from collections.abc import Sequence

from geo.issues import DataIssue, Severity
from geo.text import Text


class RefusedError(Exception):
    """A file as a whole can't be used; carries the issue that says why."""

    def __init__(self, issue: DataIssue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def _refused(code: str, what: Text, why: Text, remedy: Text, sheet: str = "") -> DataIssue:
    return DataIssue(code, Severity.REFUSED, what, why, remedy, sheet=sheet)


def empty() -> DataIssue:
    """The file holds nothing."""
    return _refused(
        "file_empty",
        Text("文件是空的，没有任何内容。", "The file is empty."),
        Text("没有可读取的设施或记录。", "There is nothing to read."),
        Text(
            "请确认上传的是填好的那一份，保存后重新上传。",
            "Check that this is the completed copy, save it and send it again.",
        ),
    )


def cannot_open() -> DataIssue:
    """The path can't be read."""
    return _refused(
        "file_missing",
        Text("打不开这个文件。", "The file can't be opened."),
        Text("路径不存在，或没有读取权限。", "The path does not exist or may not be read."),
        Text("请检查文件路径和权限后重试。", "Check the path and the permission, then try again."),
    )


def too_large(size: int, limit: int) -> DataIssue:
    """The file has more bytes than the limit."""
    size_mb, limit_mb = f"{size / 1048576:.1f}", f"{limit / 1048576:.0f}"
    return _refused(
        "file_too_large",
        Text(
            f"文件有 {size_mb} MB，超过 {limit_mb} MB 的上限。",
            f"The file has {size_mb} MB; the limit is {limit_mb} MB.",
        ),
        Text(
            "台账通常只有几百 KB，过大多半是夹带了图片或整列空白格式。",
            "A list has a few hundred KB; this one probably carries pictures or formatted blanks.",
        ),
        Text(
            "请只保留填报表格，删去图片和多余工作表，另存为 .xlsx 后再传。",
            "Keep the table only, delete pictures and other sheets, save as .xlsx and send again.",
        ),
    )


def wrong_extension(suffix: str) -> DataIssue:
    """The kind of file is not accepted."""
    shown = suffix or "（无扩展名）"
    shown_en = suffix or "(none)"
    return _refused(
        "wrong_extension",
        Text(f"不接受这种文件：{shown}。", f"This kind of file is not accepted: {shown_en}."),
        Text(
            "只读取电子表格、文本表格和地理数据（GeoJSON、GeoPackage、zip、KML）。",
            "Only spreadsheets, text tables and geographic files are read.",
        ),
        Text(
            "请在 Excel 或 WPS 中另存为 .xlsx（或 .xls、.csv）后再传。",
            "Save it as .xlsx (or .xls, .csv) in Excel or WPS and send it again.",
        ),
    )


def not_a_workbook() -> DataIssue:
    """The content is no workbook, whatever its name."""
    return _refused(
        "not_a_workbook",
        Text(
            "文件损坏，或内容不是 Excel 工作簿。",
            "The file is damaged or holds no Excel workbook.",
        ),
        Text("读不出其中的表格。", "No table can be read from it."),
        Text(
            "请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再传；改扩展名不能转换格式。",
            "Open the original in Excel or WPS and save it as .xlsx; renaming does not convert it.",
        ),
    )


def encrypted() -> DataIssue:
    """The workbook has a password."""
    return _refused(
        "encrypted",
        Text("工作簿设有打开密码。", "The workbook is protected by a password."),
        Text("不知道密码，内容读不出来。", "Its content can't be read without it."),
        Text(
            "请在 Excel 或 WPS 中取消打开密码，保存后再传。",
            "Remove the password in Excel or WPS, save and send it again.",
        ),
    )


def binary() -> DataIssue:
    """The content is no text."""
    return _refused(
        "binary",
        Text("文件内容不是文本表格。", "The file is not a text table."),
        Text(
            "既不是 UTF-8，也不是 GBK 编码，读不出行和列。",
            "It is neither UTF-8 nor GBK, so no rows and columns can be read.",
        ),
        Text(
            "请在 Excel 或 WPS 中另存为 .xlsx，或“CSV UTF-8”后再传。",
            "Save it as .xlsx or as “CSV UTF-8” in Excel or WPS and send it again.",
        ),
    )


def too_many_rows(limit: int, sheet: str) -> DataIssue:
    """A sheet has more rows than the limit."""
    return _refused(
        "too_many_rows",
        Text(f"表格超过 {limit} 行。", f"The table has more than {limit} rows."),
        Text(
            "一个市的台账远少于此，多半是误传了其他数据或夹带了远处的格子。",
            "A city's list is far shorter; this may be other data or a stray cell far below.",
        ),
        Text(
            "请删去表格以外的行，或按县拆成几个文件分别上传。",
            "Delete the rows outside the table, or split the file by county.",
        ),
        sheet,
    )


def too_wide(limit: int) -> DataIssue:
    """A sheet has cells far to the right."""
    return _refused(
        "too_wide",
        Text(
            f"表格右侧第 {limit} 列以后还有内容。",
            f"There are cells beyond column {limit}.",
        ),
        Text("模板不到 40 列，多半是误填的格子。", "The template has under 40; they may be stray."),
        Text(
            "请删去表格右侧多余的列，保存后再传。",
            "Delete the columns to the right of the table, save and send it again.",
        ),
    )


def unfolds() -> DataIssue:
    """The workbook unpacks to more than memory should hold."""
    return _refused(
        "unfolds",
        Text("文件展开后过大。", "The file unfolds to too much data."),
        Text("继续读取会占满内存。", "Reading on would fill the memory."),
        Text(
            "请新建一个工作簿，只把填报表格复制进去，保存后再传。",
            "Copy only the table into a new workbook, save and send it again.",
        ),
    )


def not_geographic(kind: str) -> DataIssue:
    """The content is no geographic data of the kind its name says."""
    return _refused(
        "not_geographic",
        Text(
            f"文件损坏，或内容不是 {kind}。",
            f"The file is damaged or is no {kind}.",
        ),
        Text("读不出其中的要素。", "No features can be read from it."),
        Text(
            "请在地理信息软件中重新导出（GeoJSON、GeoPackage、zip 或 KML）后再传。",
            "Export it again from the GIS (GeoJSON, GeoPackage, zipped shapefile or KML).",
        ),
    )


def no_features(numbers: Sequence[int]) -> DataIssue:
    """Members of a feature collection are no features."""
    zh, en = _numbers(numbers)
    return _refused(
        "no_features",
        Text(
            f"要素集合里有 {len(numbers)} 项不是要素（Feature）：{zh}。整个文件未读取。",
            f"{len(numbers)} member(s) of the collection are no features: {en}. Nothing was read.",
        ),
        Text("不知道这些内容是什么，略去会丢数据。", "Passing over them would lose data."),
        Text(
            "请在地理信息软件中重新导出为 GeoJSON 后再传。",
            "Export it again as GeoJSON from the GIS and send that.",
        ),
    )


def no_attributes(numbers: Sequence[int]) -> DataIssue:
    """The properties of features are no name-value pairs."""
    zh, en = _numbers(numbers)
    return _refused(
        "no_attributes",
        Text(
            f"有 {len(numbers)} 个要素的属性（properties）不是“名称: 值”：{zh}。整个文件未读取。",
            f"The properties of {len(numbers)} feature(s) are no name-value pairs: {en}. Nothing"
            " was read.",
        ),
        Text("不知道这些值属于哪一列，略去会丢数据。", "Their columns can't be told."),
        Text(
            "请在地理信息软件中重新导出为 GeoJSON 后再传。",
            "Export it again as GeoJSON from the GIS and send that.",
        ),
    )


def _numbers(numbers: Sequence[int]) -> tuple[str, str]:
    first = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return f"第 {first} 个", f"no. {first}"


def unsafe_archive() -> DataIssue:
    """An archive has entries that point outside itself, too many of them, or a password."""
    return _refused(
        "unsafe_archive",
        Text(
            "压缩包不能读取：设有密码、文件过多，或其中的路径指到包外。",
            "The archive can't be read: a password, too many files, or paths leading out of it.",
        ),
        Text("这样的压缩包有风险，没有解开。", "Such an archive is a risk and was not unpacked."),
        Text(
            "请只把需要的文件重新打成 zip（不设密码、不带上级目录）后再传。",
            "Zip the needed files again, without a password and without folders above them.",
        ),
    )


def no_shapefile() -> DataIssue:
    """A zip holds no complete shapefile."""
    return _refused(
        "no_shapefile",
        Text(
            "压缩包里没有成套的 Shapefile（至少要有同名的 .shp 和 .dbf）。",
            "The archive holds no complete shapefile (.shp and .dbf of the same name).",
        ),
        Text("读不出要素和属性。", "Features and attributes can't be read."),
        Text(
            "请把同名的 .shp、.dbf、.shx、.prj、.cpg 一起打成 zip；若是表格，请解压后直接上传。",
            "Zip .shp, .dbf, .shx, .prj and .cpg together; send a spreadsheet unzipped.",
        ),
    )


def loose_shapefile() -> DataIssue:
    """One part of a shapefile was sent alone."""
    return _refused(
        "loose_shapefile",
        Text(
            "只收到 Shapefile 的一个文件，缺其余几个。",
            "This is one file of a shapefile without the others.",
        ),
        Text("图形、属性和坐标系分在几个文件里。", "Shape, attributes and CRS are in several."),
        Text(
            "请把同名的 .shp、.dbf、.shx、.prj、.cpg 一起打成 zip 后再传。",
            "Zip .shp, .dbf, .shx, .prj and .cpg together and send that.",
        ),
    )
