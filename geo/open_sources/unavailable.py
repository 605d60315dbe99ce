"""Why the open map could not be asked: what happened, what it means and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.text import Language, Text


class Reason(StrEnum):
    """What stood in the way."""

    NO_CONNECTION = "no_connection"
    CERTIFICATE = "certificate"
    BAD_ADDRESS = "bad_address"
    ASKING_ALREADY = "asking_already"
    SERVER_BUSY = "server_busy"
    NO_ANSWER = "no_answer"
    CONNECTION_LOST = "connection_lost"
    SERVER_REFUSED = "server_refused"
    UNREADABLE = "unreadable"
    SERVER_TIMEOUT = "server_timeout"
    SERVER_MEMORY = "server_memory"
    CUT_SHORT = "cut_short"


class Purpose(StrEnum):
    """What was asked for."""

    LEADS = "leads"
    ROADS = "roads"


@dataclass(frozen=True, slots=True)
class _Words:
    """How a purpose is spoken of: what was wanted, what goes on without it, what of a part."""

    subject: Text
    unharmed: Text
    partial: Text


_WORDS = {
    Purpose.LEADS: _Words(
        Text("公开地图线索", "leads"),
        Text(
            "线索只作参考，其他功能不受影响；台账没有变动。",
            "Leads are only a help: everything else works on, and no record was changed.",
        ),
        Text(
            "收到的结果不完整，没有采用，以免把“没查到”当成“没有”。",
            "What came was incomplete and was set aside: not found must not pass for not there.",
        ),
    ),
    Purpose.ROADS: _Words(
        Text("公开地图道路", "roads"),
        Text(
            "已下载的分块都保留着，下次从中断处继续；没有路网时按直线距离估算。",
            "The pieces that came are kept, and the next try goes on from there; without roads, "
            "times are estimated along straight lines.",
        ),
        Text(
            "这一分块不完整，没有采用；已下载的其他分块都保留着。",
            "This piece was incomplete and set aside; the other pieces that came are kept.",
        ),
    ),
}
_NOTHING_LOST = Text("{unharmed}", "{unharmed}")
_PARTIAL = Text("{partial}", "{partial}")
_LATER = Text(
    "公共服务器由多方共用，请过几分钟再试。",
    "The public server is shared by many; try again in a few minutes.",
)

_SAID: dict[Reason, tuple[Text, Text, Text]] = {
    Reason.NO_CONNECTION: (
        Text("目前没有互联网连接，查不到{subject}。", "There is no connection to the open map."),
        _NOTHING_LOST,
        Text(
            "需要时，请在能上网的电脑上再试；单位用代理上网的，请信息部门放行 {server}。",
            "Try again on a computer with internet; behind a proxy, ask IT to allow {server}.",
        ),
    ),
    Reason.CERTIFICATE: (
        Text(
            "与 {server} 建立加密连接失败（证书未通过验证，或对方不支持加密），已停止。",
            "No safe connection to {server}: its certificate could not be verified, or it takes no "
            "encryption.",
        ),
        Text(
            "可能是单位网关替换了证书，也可能对方不是真正的服务器。",
            "A gateway may replace certificates, or it is not the real server.",
        ),
        Text("请把这句话转给信息部门处理。", "Pass this on to IT."),
    ),
    Reason.BAD_ADDRESS: (
        Text("服务器地址“{server}”无法使用。", "“{server}” is no usable server address."),
        _NOTHING_LOST,
        Text(
            "地址应以 https:// 开头，以 /api 结尾，例如 https://overpass-api.de/api。",
            "It should begin with https:// and end in /api, as https://overpass-api.de/api does.",
        ),
    ),
    Reason.ASKING_ALREADY: (
        Text("另一项公开地图查询正在进行。", "Another query of the open map is under way."),
        Text(
            "公共服务器不允许同时多次查询，所以一次只查一个。",
            "The public server wants one query at a time.",
        ),
        Text("请等它结束后再试。", "Try again when it has ended."),
    ),
    Reason.SERVER_BUSY: (
        Text("{server} 正忙，暂不接受新的查询。", "{server} is busy and takes no query now."),
        _NOTHING_LOST,
        _LATER,
    ),
    Reason.NO_ANSWER: (
        Text("{server} 在规定时间内没有答复。", "{server} did not answer in time."),
        _NOTHING_LOST,
        _LATER,
    ),
    Reason.CONNECTION_LOST: (
        Text("与 {server} 的连接中断。", "The connection to {server} broke off."),
        _PARTIAL,
        Text("请检查网络后再试。", "Check the network and try again."),
    ),
    Reason.SERVER_REFUSED: (
        Text("{server} 拒绝了查询（{detail}）。", "{server} refused the query ({detail})."),
        _NOTHING_LOST,
        Text(
            "请稍后再试；一直如此的，请核对服务器地址，并把括号里的内容转给信息部门。",
            "Try later; if it stays so, check the address and pass the words in brackets on to IT.",
        ),
    ),
    Reason.UNREADABLE: (
        Text("{server} 的答复读不懂。", "The answer of {server} could not be read."),
        Text(
            "可能被上网认证页面拦截，也可能地址不是 Overpass 服务器。",
            "A log-in page of the network may have come between, or it is no Overpass server.",
        ),
        Text(
            "请先用浏览器打开任一网页完成上网认证，再试一次；仍不行请核对服务器地址。",
            "Open any web page in the browser to log in to the network and try again; "
            "else check the server's address.",
        ),
    ),
    Reason.SERVER_TIMEOUT: (
        Text("{server} 没能在限定时间内查完。", "{server} ran out of time on the query."),
        _PARTIAL,
        _LATER,
    ),
    Reason.SERVER_MEMORY: (
        Text("{server} 内存不足，没有查完。", "{server} ran out of memory on the query."),
        _PARTIAL,
        _LATER,
    ),
    Reason.CUT_SHORT: (
        Text(
            "{server} 报告出错，没有查完（{detail}）。",
            "{server} reported an error and stopped ({detail}).",
        ),
        _PARTIAL,
        _LATER,
    ),
}
_LONGEST_DETAIL = 120


class MapUnavailableError(RuntimeError):
    """The open map could not be had; ``what``, ``why`` and ``remedy`` say it to the user."""

    def __init__(
        self, reason: Reason, server: str, detail: str = "", purpose: Purpose = Purpose.LEADS
    ) -> None:
        self.reason, self.server, self.detail, self.purpose = reason, server, detail, purpose
        words = _WORDS[purpose]
        said = {
            "server": server,
            "detail": " ".join(detail.split())[:_LONGEST_DETAIL],
            "subject": words.subject,
            "unharmed": words.unharmed,
            "partial": words.partial,
        }
        self.what, self.why, self.remedy = (part.fill(**said) for part in _SAID[reason])
        super().__init__(self.sentence("en"))

    def about(self, purpose: Purpose) -> MapUnavailableError:
        """The same, said to somebody who asked for something else."""
        return MapUnavailableError(self.reason, self.server, self.detail, purpose)

    def sentence(self, language: Language) -> str:
        """What, why and what to do, as one paragraph."""
        parts = (self.what, self.why, self.remedy)
        return ("" if language == "zh" else " ").join(part.get(language) for part in parts)
