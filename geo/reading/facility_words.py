"""Headers county offices write for the columns of the facility form, beside the form's own.

A header that could mean something else is left out on purpose, most of all where it decides what
counts: 建成时间 is not when a facility opened, 是否达标 may speak of fire safety, a credit code
belongs to a body and not to one of its facilities. Such a column is shown as not read, and the user
says what it is.
"""

from __future__ import annotations

_HEADERS: dict[str, str] = {
    "facility_id": (
        "设施ID id 设施代码 编码 设施代号 机构编号 单位编号 统一编号 唯一编号 唯一标识 "
        "facilityid facility_no"
    ),
    "name": (
        "设施名称 机构名称 单位名称 项目名称 学校名称 facility_name 设施名 设施全称 全称 机构 "
        "机构全称 机构名 单位全称 中心名称 站点名称 基地名称 医院名称 场所名称 服务机构名称 "
        "服务设施名称 残疾人服务设施名称 康复机构名称 托养机构名称 定点机构名称 服务机构 "
        "设施(机构)名称 机构(设施)名称 设施或机构名称 设施、机构名称 facility"
    ),
    "city": (
        "市 设区市 地市 所属市 city_code 地级市 所在地市 市州 市名 地级市名称 设区市名称 "
        "所在设区市 地市名称"
    ),
    "reported_by": (
        "报送单位 上报单位 数据来源单位 填报机构 填表单位 报送机构 上报部门 填报部门 报送部门 "
        "提供单位 数据提供单位 填报单位名称"
    ),
    "facility_type": (
        "类型 设施类型 设施类别 类别 机构类型 type 主要类型 设施主类型 设施种类 机构类别 "
        "机构种类 主要类别 服务类型 设施主要类型 种类 facilitytype category kind"
    ),
    "functions": (
        "服务功能 主要功能 功能类别 服务内容 function 服务项目 主要服务 主要服务内容 服务范围 "
        "业务范围 功能设置 具备功能 开展服务 开展业务 主要服务项目 服务类别 设施功能 services"
    ),
    "parent_id": "上级设施编号 主设施编号 所属设施 上级机构编号 主管设施 主牌设施 主牌设施编号",
    "level": "设施级别 层级 机构级别 所属层级 设施层级 机构层级 隶属级别 管理级别 行政级别",
    "status": (
        "运营状态 设施状态 运行状态 建设状态 使用状态 运营情况 运营现状 使用情况 目前状态 "
        "目前状况 当前状态 现状 设施现状 投用情况 投入使用情况 项目状态 运行情况 机构状态 "
        "设施使用情况 使用现状"
    ),
    "opened": (
        "投用时间 投入使用日期 投入使用时间 开业日期 启用日期 运营日期 开办时间 开办日期 "
        "建成投用时间 建成投用日期 成立时间 成立日期 竣工投用时间 开始运营时间 开始使用时间 "
        "正式运营时间 投入运营时间 开业时间 启用时间 建校时间 建校年份 成立年份 投用年份 "
        "投入使用年份 开办年份 投入使用年月 投用年月 成立年月 启用年月 opening_date opened_on"
    ),
    "closed": (
        "停用时间 关闭日期 关闭时间 停运日期 停止使用日期 停业时间 停办时间 停办日期 "
        "停止运营时间 关停时间 关停日期 停用年份 closing_date closed_on"
    ),
    "operation": (
        "运营方式 办理方式 举办性质 机构性质 性质 办学性质 运营模式 举办主体性质 办学体制 "
        "机构办理方式 公办民办 公办或民办 公办/民办 建设运营方式 运营管理方式 运行方式"
    ),
    "professional": "是否专业化 专业化设施 是否专业化设施 是否为专业化设施 是否为专业化",
    "school_stage": "办学学段 教育阶段 学段类型 school_stages 学段设置 办学层次 招生学段 教育层次",
    "school_comprehensive": (
        "是否综合性 综合性学校 综合性特殊教育学校 是否为综合性学校 是否综合性特殊教育学校 "
        "综合性特教学校 是否综合性特教学校"
    ),
    "meets_national_standard": (
        "是否符合国家标准 达到国家标准 是否达到国家标准 是否达到国家建设标准 "
        "是否符合国家建设标准 符合国家建设标准 达到国家建设标准"
    ),
    "capacity": (
        "能力 服务规模 服务数量 服务规模/服务数量 服务规模（数量） 规模 床位数 核定床位 "
        "设计规模 床位 床位数量 设置床位 核定床位数 编制床位 总床位 总床位数 托养床位 "
        "托养床位数 康复床位 康复床位数 设计床位 学位 学位数 核定学位 设计学位 服务容量 容量 "
        "可服务人数 设计服务人数 核定人数 最大服务能力 可托养人数 额定人数 名额"
    ),
    "capacity_unit": "能力单位 单位 计量单位 规模单位 容量单位 服务规模单位 规模计量单位",
    "in_use": (
        "在托人数 在训人数 在校人数 在托 在训 在校 在托在训在校人数 在校生 在校学生数 "
        "现有服务人数 在托(训、校)人数 在托在训人数 目前服务人数 现有学生数 学生数 在校学生 "
        "在校残疾学生数 在册人数 实有人数 入住人数 实际入住人数 现托养人数 在训儿童数 托养人数 "
        "在园人数 现服务人数"
    ),
    "floor_area_m2": (
        "面积 建筑面积m2 总建筑面积 floor_area 房屋面积 房屋建筑面积 用房面积 业务用房面积 "
        "设施面积 设施建筑面积"
    ),
    "address": (
        "详细地址 设施地址 所在地址 机构地址 位置 具体地址 单位地址 地点 所在位置 具体位置 "
        "学校地址 坐落 坐落位置 坐落地址 建设地点 项目地址 门牌地址 设施所在地址"
    ),
    # One cell may hold both values.
    "lon": (
        "longitude lng 东经 x 经度坐标 X坐标 经纬度 坐标 地理坐标 经纬度坐标 坐标经纬度 "
        "位置坐标 经度(E) 地理经度 东经度 E坐标 经 lon_dd 中心点经度 经度值 坐标经度 long "
        "point_x coord_x"
    ),
    "lat": (
        "latitude 北纬 y 纬度坐标 Y坐标 纬度(N) 地理纬度 北纬度 N坐标 纬 lat_dd 中心点纬度 "
        "纬度值 坐标纬度 point_y coord_y"
    ),
    "datum": (
        "坐标系统 坐标基准 坐标来源 坐标类型 crs 坐标系类型 坐标系名称 坐标参考系 坐标参考 "
        "大地坐标系 大地基准 地图坐标系 地图来源 所用坐标系 采用坐标系 空间参考"
    ),
    "location_precision": "定位精度 坐标精度 precision 定位精确度 位置精确度 坐标精确度",
    "source": (
        "佐证 佐证材料名称 证明材料 依据文件 批复文号 依据文号 证明文件 批准文号 信息来源 "
        "资料来源 佐证文件 文件依据 文件名称 附件 evidence"
    ),
    "confidence": "可靠程度 可信程度 数据质量 可信等级 把握程度",
    "checked_on": (
        "核实时间 核查日期 核查时间 最近核实日期 checked 核对日期 核对时间 最近核实时间 "
        "最近核查时间 核查核实日期 调查日期 调查时间 现场核实日期 实地核实日期"
    ),
    "note": (
        "说明 备注说明 notes remark remarks 备注信息 其他说明 情况说明 补充说明 其他 comment "
        "comments"
    ),
}

FACILITY_HEADERS: dict[str, tuple[str, ...]] = {
    field: tuple(words.split()) for field, words in _HEADERS.items()
}
"""For each field of the facility form the further headers that stand for it, commonest first."""
