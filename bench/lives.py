"""The whole life of a case as requests to the real pages; whoever sends them drives it."""

from collections.abc import Generator
from dataclasses import dataclass
from uuid import UUID

from yimen.kernel.ids import new_id

ANSWERS = {
    "contact_name": "王测试",
    "contact_phone": "13800138000",
    "request": "申请食品经营许可",
    "result_way": "electronic",
    "truth": True,
}


@dataclass(frozen=True)
class People:
    """Who takes part in a client's lives: session keys by part; and for what and whom."""

    code: str
    party: str
    sessions: dict[str, str]


@dataclass(frozen=True)
class Request:
    """One POST: which act it belongs to, who sends it."""

    act: str
    path: str
    who: str
    data: dict[str, str]


#: Requests of a life by act; the three of filing are one act.
ACTS = ("file", "accept", "examine", "decide", "deliver")
STEPS = (
    ("accept", "accept", {}),
    ("examine", "examine", {"conclusion": "passed", "text": "符合条件"}),
    ("decide", "grant", {"reasons": "符合法定条件"}),
    ("deliver", "deliver", {"way": "electronic"}),
)


def life(people: People) -> Generator[Request, str, None]:
    """The requests of one life; each is answered with the address it was sent on to."""
    case = new_id()
    begin = {"case_id": str(case), "applicant": people.party}
    answers = {name: "on" if value is True else value for name, value in ANSWERS.items()}
    yield Request("file", f"/items/{people.code}/apply/", "resident", begin)
    yield Request("file", f"/apply/{case}/form/", "resident", answers)
    location = yield Request(
        "file", f"/apply/{case}/check/", "resident", {**_token(0), "declared": "on"}
    )
    number = location.split("/")[2]
    for revision, (who, move, facts) in enumerate(STEPS, 1):
        path = f"/desk/cases/{number}/acts/{move}/"
        yield Request(who, path, who, {**_token(revision), **facts})


def _token(revision: int) -> dict[str, str]:
    return {"revision": str(revision), "key": str(new_id())}


def is_new_since(ident: UUID, milliseconds: int) -> bool:
    """Whether an id (version 7) was made after a moment."""
    return ident.version == 7 and ident.int >> 80 >= milliseconds
