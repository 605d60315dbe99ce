"""What can be wrong with a population raster, said for people."""

from __future__ import annotations

from geo.issues import DataIssue, Severity
from geo.text import Text

_COUNT_NEEDED = Text(
    "需要每个像元是人数的 GeoTIFF（如 WorldPop、GHS-POP）。",
    "A GeoTIFF with persons per pixel is needed (such as WorldPop or GHS-POP).",
)


def _refused(code: str, what: Text, why: Text, remedy: Text) -> DataIssue:
    return DataIssue(code, Severity.REFUSED, what, why, remedy)


def unreadable() -> DataIssue:
    """No GeoTIFF, cut short, or of complex numbers."""
    return _refused(
        "raster_unreadable",
        Text("打不开这个栅格文件，或文件不完整。", "The raster can't be read, or is cut short."),
        _COUNT_NEEDED,
        Text(
            "请重新下载后再试；其他格式请先在 QGIS 等软件中另存为 GeoTIFF。",
            "Download it again; save other formats as GeoTIFF first, in QGIS for example.",
        ),
    )


def without_crs() -> DataIssue:
    """The file does not say its coordinate system."""
    return _refused(
        "raster_without_crs",
        Text(
            "这个栅格没有写明坐标参考系，它的坐标是哪一种？",
            "The raster does not say its coordinate reference system: which is it?",
        ),
        Text(
            "不知道坐标系就不知道它在哪里，猜错会把人放到别处。",
            "Without it nobody knows where it lies; a wrong guess would move people elsewhere.",
        ),
        Text(
            "请向提供者查明后选定：经纬度一般是 EPSG:4326，GHS-POP 等积投影是 ESRI:54009。",
            "Ask where you have it from and choose: degrees are as a rule EPSG:4326, the "
            "equal-area GHS-POP is ESRI:54009.",
        ),
    )


def crs_unknown(written: str) -> DataIssue:
    """The coordinate system is none that is known."""
    shown = f"“{written[:60]}”" if written else ""
    return _refused(
        "raster_crs_unknown",
        Text(
            f"认不出坐标参考系{shown}。",
            f"The coordinate reference system {shown} is not known.".replace("  ", " "),
        ),
        Text("无法换算成经纬度。", "It can't be converted to degrees."),
        Text(
            "请写成 EPSG:4326、ESRI:54009、EPSG:4508 这样的代码。",
            "Write it as a code such as EPSG:4326, ESRI:54009 or EPSG:4508.",
        ),
    )


def crs_not_used(said: str, own: str) -> DataIssue:
    """The user says another coordinate system than the file."""
    return DataIssue(
        "raster_crs_not_used",
        Severity.NOTICE,
        Text(
            f"填写的坐标参考系“{said[:60]}”未采用：栅格自带的是“{own[:60]}”，两者不同。",
            f"The coordinate reference system “{said[:60]}” was not used: the raster’s own is"
            f" “{own[:60]}”.",
        ),
        Text(
            "填写的坐标系只用于没有写明坐标系的文件，写明的以文件为准。",
            "What is typed is for files that name none; where a file names one, that holds.",
        ),
        Text(
            "文件自带的确实有误的，请在 GIS 软件中“定义投影”后重新导出。",
            "If the file's own is wrong, set it right in a GIS program and export it again.",
        ),
    )


def too_fine(pixels: int, most: int) -> DataIssue:
    """More pixels over the city than are read."""
    return _refused(
        "raster_too_fine",
        Text(
            f"栅格在本市范围内有 {pixels:,} 个像元，超过 {most:,} 个的上限。",
            f"The raster has {pixels:,} pixels around the city, more than the {most:,} read.",
        ),
        Text(
            "逐个读取要很久；人口栅格的像元一般为 100 米或 1 公里，用不着这样细。",
            "Reading them takes very long; pixels of population rasters are as a rule 100 m or"
            " 1 km, and need not be as small as these.",
        ),
        Text(
            "请在 QGIS 等软件中裁切到本市，并按合计（sum）重采样到 100 米左右后再试。",
            "Clip it to the city and resample it by sums to some 100 m, in QGIS for example.",
        ),
    )


def without_place() -> DataIssue:
    """The file does not say where its pixels lie."""
    return _refused(
        "raster_without_place",
        Text(
            "这个栅格没有写明像元的位置和大小。",
            "The raster does not say where its pixels lie and how large they are.",
        ),
        Text("它可能只是一张图片。", "It may be a mere picture."),
        _COUNT_NEEDED,
    )


def elsewhere(extent: tuple[float, float, float, float] | None, city: Text) -> DataIssue:
    """The raster does not touch the city."""
    if extent is None:
        zh, en = "它的坐标换算不出经纬度", "its coordinates lie nowhere on earth"
    else:
        west, south, east, north = extent
        span = f"{west:.2f}°—{east:.2f}°", f"{south:.2f}°—{north:.2f}°"
        zh = f"它的范围是经度 {span[0]}、纬度 {span[1]}"
        en = f"it lies at longitude {span[0]}, latitude {span[1]}"
    return _refused(
        "raster_elsewhere",
        Text(
            f"这个栅格不覆盖{city.zh}：{zh}。",
            f"The raster does not touch {city.en}: {en}.",
        ),
        Text("没有一个像元落在本市。", "None of its pixels lies in the city."),
        Text(
            "请换用覆盖本市的栅格；范围明显不对的，检查坐标参考系是否写错。",
            "Use one that covers the city; if its place is plainly wrong, check its coordinate "
            "system.",
        ),
    )


def nobody(city: Text) -> DataIssue:
    """The raster covers the city and has nobody there."""
    return _refused(
        "raster_empty",
        Text(
            f"栅格在{city.zh}范围内没有人口：全部是空值、0 或负数。",
            f"The raster has nobody in {city.en}: all its pixels there are empty, 0 or negative.",
        ),
        Text("没有可用的人口分布。", "There is no distribution to use."),
        Text(
            "请确认下载的是人口数图层，且文件完整。", "Check that it is a whole population layer."
        ),
    )


def several_bands(count: int, name: str) -> DataIssue:
    """The file has several bands."""
    named = f"（{name}）" if name else ""
    named_en = f" ({name})" if name else ""
    return DataIssue(
        "raster_bands",
        Severity.NOTICE,
        Text(
            f"栅格有 {count} 个波段，只读取第 1 个{named}。",
            f"The raster has {count} bands; the first{named_en} is read.",
        ),
        Text("各波段可能是不同年份或年龄组。", "Bands may be years or age groups."),
        Text("如需其他波段，请另存为单独的文件。", "Save another band as a file of its own."),
    )


def negative_pixels(count: int, total: float) -> DataIssue:
    """Pixels below 0."""
    return DataIssue(
        "raster_negative",
        Severity.WARNING,
        Text(
            f"有 {count:,} 个像元是负数（合计 {total:,.0f}），未计入。",
            f"{count:,} pixels are negative (together {total:,.0f}): not counted.",
        ),
        Text(
            "人数不会是负数，多半是没有登记的空值标记。",
            "Persons are never negative: most likely a mark for “no data” that is not declared.",
        ),
        Text("请核对栅格的空值设置。", "Check the raster's no-data value."),
    )


def not_covered(counties: Text) -> DataIssue:
    """Counties that lie partly off the raster."""
    return DataIssue(
        "raster_not_covering",
        Severity.WARNING,
        Text(
            f"栅格没有覆盖全部县域：{counties.zh}。",
            f"The raster does not cover whole counties: {counties.en}.",
        ),
        Text("没有覆盖的地方按没有人计算。", "Where it does not reach, nobody is counted."),
        Text("请换用覆盖全市的栅格。", "Use a raster that covers the whole city."),
    )


def county_empty(counties: Text, scaled: bool) -> DataIssue:
    """Counties in which the raster has nobody."""
    why = (
        Text(
            "没有数可按普查总数折算，这些县的常住人口未计入。",
            "There is nothing to scale to the census; their residents are not counted.",
        )
        if scaled
        else Text("这些县的常住人口未计入。", "Their residents are not counted.")
    )
    return DataIssue(
        "raster_county_empty",
        Severity.WARNING,
        Text(f"栅格在{counties.zh}没有人口。", f"The raster has nobody in {counties.en}."),
        why,
        Text("请核对栅格的范围和空值。", "Check the raster's extent and empty pixels."),
    )


def far_from_census(
    persons: float, census: float, scaled: bool, counties: Text | None = None
) -> DataIssue:
    """The sum is less than half or more than twice the census of the counties; None: of all."""
    ratio, where = persons / census, _of(counties)
    after = Text(
        "已按各县普查总数折算，但请先确认栅格本身可用。" if scaled else "分布按栅格原数使用。",
        "It was scaled to the census by county; make sure first that the raster is sound."
        if scaled
        else "The distribution is used as the raster has it.",
    )
    return DataIssue(
        "raster_far_from_census",
        Severity.WARNING,
        Text(
            f"栅格在{where.zh}合计 {persons:,.0f} 人，"
            f"是{where.zh}普查常住人口 {census:,.0f} 人的 {ratio:.2g} 倍。",
            f"The raster has {persons:,.0f} persons in {where.en}, {ratio:.2g} times the "
            f"{census:,.0f} of the census there.",
        ),
        after,
        Text(
            "请核对年份、单位（应为每像元人数）和空值标记。",
            "Check the year, the unit (persons per pixel) and the no-data value.",
        ),
    )


def looks_like_density(
    persons: float, census: float, pixel_km2: float, counties: Text | None = None
) -> DataIssue:
    """Taken as persons per km² the sum would fit the census, as persons per pixel it does not."""
    where = _of(counties)
    return DataIssue(
        "raster_density",
        Severity.WARNING,
        Text(
            f"像元值像是人口密度（人/平方公里）：按每像元人数，{where.zh}合计 {persons:,.0f} 人，"
            f"乘以像元面积 {pixel_km2:.3g} 平方公里后接近{where.zh}普查的 {census:,.0f} 人。",
            f"The values look like a density (persons per km²): as persons per pixel they make "
            f"{persons:,.0f} in {where.en}; times the {pixel_km2:.3g} km² of a pixel they come "
            f"near the {census:,.0f} of the census there.",
        ),
        Text(
            "本工具按每像元人数读取，没有改动数值。",
            "The tool reads persons per pixel and has changed nothing.",
        ),
        Text(
            "请换用人口数（count）图层；或选择按各县普查总数折算，密度和人数的分布形状基本相同。",
            "Use the layer of counts; or have it scaled to the census by county: the shape of both "
            "is nearly the same.",
        ),
    )


def _of(counties: Text | None) -> Text:
    return Text("本市", "the city") if counties is None else counties
