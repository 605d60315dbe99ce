"""What stands in the way of leads is said, quickly and in both languages; nothing half is taken."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from datetime import date

import osmnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.open_sources.answers import read_answer
from geo.open_sources.osm_leads import fetch_leads
from geo.open_sources.overpass import LONGEST_WAIT_S, LOOK_AGAIN_S, seconds_to_wait
from geo.open_sources.unavailable import MapUnavailableError, Reason
from tests.open_sources.overpass_server import FREE, Overpass, node, overpass_server

DAY = date(2026, 3, 1)
CHINESE = re.compile("[\u4e00-\u9fff]")
QUEUED = (
    "Connected as: 1\nRate limit: 2\nSlot available after: 2026-03-01T00:00:00Z, in {} seconds."
)

SLOT_IN_3 = "Slot available after: y, in 3 seconds."


class Waiting:
    """Stands in for ``time.sleep``: keeps the seconds asked for and takes none."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def failure(
    url: str | None, timeout_s: float = 5.0, waiting: Waiting | None = None
) -> MapUnavailableError:
    with pytest.raises(MapUnavailableError) as caught:
        fetch_leads(
            "450200", DAY, overpass_url=url, timeout_s=timeout_s, sleep=waiting or Waiting()
        )
    return caught.value


def reason(server: Overpass, timeout_s: float = 5.0, waiting: Waiting | None = None) -> Reason:
    return failure(server.url, timeout_s, waiting).reason


def test_without_internet_it_says_so_at_once() -> None:
    waiting = Waiting()
    error = failure(None, waiting=waiting)
    assert error.reason is Reason.NO_CONNECTION
    assert waiting.seconds == []
    assert "没有互联网连接" in error.sentence("zh")


def test_a_server_that_is_not_there_is_no_connection() -> None:
    with overpass_server(Overpass()) as server:
        gone = server.url
    assert failure(gone).reason is Reason.NO_CONNECTION


@pytest.mark.parametrize("address", ["overpass-api.de/api", "ftp://127.0.0.1/api", "http:///api"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    error = failure(address)
    assert error.reason is Reason.BAD_ADDRESS
    assert address in error.sentence("zh")


def test_a_connection_that_can_not_be_made_safe_is_not_made(overpass: Overpass) -> None:
    assert failure(overpass.url.replace("http:", "https:")).reason is Reason.CERTIFICATE
    assert overpass.queries == []


@pytest.mark.parametrize("code", [429, 503, 504])
def test_a_busy_server_is_asked_once_and_not_again(overpass: Overpass, code: int) -> None:
    overpass.answer_code = code
    assert reason(overpass) is Reason.SERVER_BUSY
    assert len(overpass.queries) == 1


def test_a_server_whose_status_says_busy_is_not_asked_at_all(overpass: Overpass) -> None:
    overpass.status_code = 429
    assert reason(overpass) is Reason.SERVER_BUSY
    assert overpass.queries == []


def test_a_long_queue_is_busy_and_not_waited_for(overpass: Overpass) -> None:
    overpass.status = [QUEUED.format(600)]
    waiting = Waiting()
    assert reason(overpass, waiting=waiting) is Reason.SERVER_BUSY
    assert waiting.seconds == []
    assert overpass.queries == []


def test_a_queue_that_never_ends_is_left_after_the_longest_wait(overpass: Overpass) -> None:
    overpass.status = [QUEUED.format(20)]
    waiting = Waiting()
    assert reason(overpass, waiting=waiting) is Reason.SERVER_BUSY
    assert sum(waiting.seconds) == LONGEST_WAIT_S
    assert overpass.queries == []


def test_a_short_queue_is_waited_for(overpass: Overpass) -> None:
    overpass.status = [QUEUED.format(1), FREE]
    told: list[str] = []
    waiting = Waiting()
    fetch_leads(
        "450200",
        DAY,
        overpass_url=overpass.url,
        timeout_s=5,
        progress=lambda text: told.append(text.zh),
        sleep=waiting,
    )
    assert waiting.seconds == [1]
    assert any("1 秒" in text for text in told)
    assert len(overpass.queries) == 1


def test_a_server_without_a_status_page_is_asked_all_the_same(overpass: Overpass) -> None:
    overpass.status_code = 404
    assert fetch_leads("450200", DAY, overpass_url=overpass.url, timeout_s=5).leads == ()


def test_a_server_that_does_not_answer_in_time_is_left(overpass: Overpass) -> None:
    overpass.hang_s = 30
    assert reason(overpass, timeout_s=0.5) is Reason.NO_ANSWER


@pytest.mark.parametrize("how", ["cut", "mute"])
def test_a_connection_that_breaks_gives_nothing(overpass: Overpass, how: str) -> None:
    overpass.elements = [node(1, 109.4, 25.2, name="演示康复中心", amenity="clinic")]
    setattr(overpass, how, True)
    assert reason(overpass) is Reason.CONNECTION_LOST


def test_a_refusal_is_shown_with_its_number(overpass: Overpass) -> None:
    overpass.answer_code = 403
    error = failure(overpass.url)
    assert error.reason is Reason.SERVER_REFUSED
    assert "403" in error.sentence("zh")


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("runtime error: Query run out of memory in 'query' at line 1.", Reason.SERVER_MEMORY),
        ('runtime error: Query timed out in "query" at line 1 after 26 s.', Reason.SERVER_TIMEOUT),
        ("runtime error: open64: 0 Success", Reason.CUT_SHORT),
    ],
)
def test_what_a_server_gave_up_on_is_not_taken_for_the_whole(
    overpass: Overpass, remark: str, said: Reason
) -> None:
    overpass.elements = [node(1, 109.4, 25.2, name="演示康复中心", amenity="clinic")]
    overpass.remark = remark
    assert reason(overpass) is said


def test_a_remark_that_is_no_error_is_passed_over() -> None:
    content = json.dumps({"remark": "a word of the operator", "elements": []})
    assert read_answer(content.encode(), "").tags == {}


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>log in to the network</html>",
        b"",
        b"[]",
        b"{}",
        b'{"elements": null}',
        b'{"elements": [1]}',
        b'{"elements": [{"type": "node", "id": 1}]}',
        b'{"elements": [{"type": "node", "id": "1", "lon": 1, "lat": 1}]}',
        b'{"elements": [{"type": "node", "id": 1, "lon": NaN, "lat": 1}]}',
        b'{"elements": [{"type": "node", "id": 1, "lon": 1, "lat": 91}]}',
        b'{"elements": [{"type": "node", "id": 1, "lon": 1, "lat": 1, "tags": {"name": 1}}]}',
        b'{"elements": [{"type": "way", "id": 1, "nodes": []}]}',
        b'{"elements": [{"type": "relation", "id": 1, "members": [{}]}]}',
        b'{"elements": [{"type": "road", "id": 1}]}',
        b"[" * 200_000,
        b"\xff\xfe\x00",
    ],
)
def test_an_answer_that_is_no_map_is_unreadable(overpass: Overpass, answer: bytes) -> None:
    overpass.answer = answer
    assert reason(overpass) is Reason.UNREADABLE


def test_a_way_whose_corners_did_not_come_is_left_out(overpass: Overpass) -> None:
    tags = {"name": "演示康复中心", "amenity": "clinic"}
    way = {"type": "way", "id": 1, "nodes": [5, 6, 5], "tags": tags}
    overpass.answer = json.dumps({"elements": [way]}).encode()
    assert fetch_leads("450200", DAY, overpass_url=overpass.url, timeout_s=5).leads == ()


def test_a_second_query_at_the_same_time_is_told_to_wait(overpass: Overpass) -> None:
    overpass.hang_s = 1.5
    first = threading.Thread(
        target=fetch_leads, args=("450200", DAY), kwargs={"overpass_url": overpass.url}
    )
    first.start()
    while not overpass.queries:
        time.sleep(0.01)
    assert reason(overpass) is Reason.ASKING_ALREADY
    first.join()
    assert len(overpass.queries) == 1


def test_after_a_failure_everything_is_as_before_and_the_next_query_works(
    overpass: Overpass,
) -> None:
    before, resolver = dict(vars(osmnx.settings)), socket.getaddrinfo
    overpass.answer_code = 504
    assert reason(overpass) is Reason.SERVER_BUSY
    assert dict(vars(osmnx.settings)) == before
    assert socket.getaddrinfo is resolver
    overpass.answer_code = 200
    assert fetch_leads("450200", DAY, overpass_url=overpass.url, timeout_s=5).leads == ()


@pytest.mark.parametrize("why", Reason)
def test_every_reason_says_what_why_and_what_to_do_in_both_languages(why: Reason) -> None:
    error = MapUnavailableError(why, "https://overpass.example/api", "a detail")
    for part in (error.what, error.why, error.remedy):
        assert CHINESE.search(part.zh)
        assert not CHINESE.search(part.en)
        assert "{" not in part.zh + part.en
    assert error.what.en in str(error)


def test_what_a_server_says_is_quoted_on_one_short_line() -> None:
    error = MapUnavailableError(Reason.CUT_SHORT, "s", "a\n" * 500)
    assert "\n" not in error.sentence("zh")
    assert len(error.sentence("zh")) < 300


@pytest.mark.parametrize(
    ("status", "seconds"),
    [
        (FREE, 0),
        ("Rate limit: 0\n", 0),
        ("<html>no status page</html>", 0),
        ("", 0),
        ("Rate limit: 2\n1 slots available now.\nSlot available after: x, in 9 seconds.", 0),
        ("Rate limit: 2\nSlot available after: x, in 9 seconds.", 9),
        ("Rate limit: 2\nSlot available after: x, in 9 seconds.\n" + SLOT_IN_3, 3),
        ("Rate limit: 2\nSlot available after: x, in -4 seconds.", 1),
        ("Rate limit: 2\nCurrently running queries (pid, space limit):", LOOK_AGAIN_S),
    ],
)
def test_the_status_page_says_how_long_to_wait(status: str, seconds: int) -> None:
    assert seconds_to_wait(status) == seconds


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
keys = st.sampled_from(["type", "id", "lon", "lat", "nodes", "members", "tags", "ref", "role"])
things = st.recursive(
    scalars | st.sampled_from(["node", "way", "relation"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
)


@given(st.binary() | st.lists(things).map(lambda e: json.dumps({"elements": e}).encode()))
def test_any_answer_is_read_or_refused_with_a_reason(content: bytes) -> None:
    try:
        answer = read_answer(content, "server")
    except MapUnavailableError:
        return
    assert all(isinstance(osm_id, int) for _, osm_id in answer.tags)
