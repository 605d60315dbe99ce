"""The one gate to the register: no numbers of persons, no person as a body, no clock gone astray.

Pages and commands screen what is typed before, and say it beside the field. What they forget stops
here: a change stays for good, and goes into every backup.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from geo.reading.bodies import is_person
from geo.reading.contacts import holds_personal_number
from geo.reading.privacy import holds_number
from geo.register.changes import OFFICE_TIME, Change
from geo.register.errors import RegisterError
from geo.text import Text

CLOCK_SLACK = timedelta(days=1)
"""How far a clock may be behind the latest change: a wrong time zone, not a wrong date."""


class PersonalDataError(RegisterError):
    """What was to be written holds a number of a person, or names one; ``text`` repeats neither."""


class ClockError(RegisterError):
    """The clock is far behind the latest change: one of the two is wrong."""


BODY = Text("单位", "body")
DOCUMENT = Text("文件名", "document name")
NOTE = Text("备注", "note")
NAME = Text("名称", "name")
MAPPING = Text("表头", "header")


def refuse_personal(body: str, *said: tuple[Text, str]) -> None:
    """Raises PersonalDataError when a text holds a number of a person, or the body is a person.

    ``said``: what each text is called, and the text.
    """
    for what, text in ((BODY, body), *said):
        if holds_number(text):
            raise PersonalDataError(_number_in(what))
    if is_person(body):
        raise PersonalDataError(PERSON)


def refuse_numbers(*said: tuple[Text, str]) -> None:
    """Raises PersonalDataError when a text holds a number of a person, or one to reach them by."""
    for what, text in said:
        if holds_personal_number(text):
            raise PersonalDataError(_number_in(what, _TO_REACH))


def refuse_personal_change(change: Change) -> None:
    """Raises PersonalDataError for what a change says of itself; its records have forms."""
    refuse_personal(change.body, (DOCUMENT, change.document.name), (NOTE, change.note))


def refuse_late_clock(now: datetime, latest: str) -> None:
    """Raises ClockError when it is now more than a day before the latest recorded moment."""
    if latest and datetime.fromisoformat(latest) - now > CLOCK_SLACK:
        raise ClockError(_clock(now, datetime.fromisoformat(latest)))


PERSON = Text(
    "“单位”处写的像是个人，没有写入。请写单位全称，例如“容县残疾人联合会”。",
    "What stands for the body looks like a person; nothing was written. Give the full name of an"
    " organisation, such as “Rong County Disabled Persons’ Federation”.",
)


_OF_PERSONS = Text("身份证号、残疾人证号或银行卡号", "an identity, certificate or bank-card number")
_TO_REACH = Text(
    "证件号码、银行卡号、电话或邮箱", "an identity or bank-card number, a telephone or e-mail"
)


def _number_in(what: Text, kinds: Text = _OF_PERSONS) -> Text:
    if what == DOCUMENT:
        todo = Text("请给文件改名后再导入。", "Rename the file and import it again.")
    else:
        todo = Text("请删去号码后再试。", "Delete the number and try again.")
    return Text(
        f"{what.zh}里有{kinds.zh}，没有写入。本工具不接收个人信息。{todo.zh}",
        f"The {what.en} holds {kinds.en}; nothing was written."
        f" The tool takes no personal data. {todo.en}",
    )


def _clock(now: datetime, latest: datetime) -> Text:
    today, last = (f"{m.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}" for m in (now, latest))
    return Text(
        f"本机时间（{today}）比台账最近一次改动的时间（{last}）早一天以上，没有写入。"
        "请先核对本机的日期和时区。如果本机时间无误，说明那次改动时的时钟有误："
        "请把那次改动之前的备份恢复到一个新台账，再重新录入其后的改动。",
        f"The clock of this computer ({today}) is more than a day behind the latest change of the"
        f" register ({last}); nothing was written. Check the date and the time zone of this"
        " computer. If they are right, the clock was wrong at that change: restore the backup"
        " taken before it into a new register, and enter again what came after.",
    )
