"""Who lives and works in the demo city, and how they sign in. No database, no Django."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from functools import cache

from yimen.config.demo.reading import offices, read

PASSWORD = "yimen-demo-2026"  # of every demo account; the city is invented, nothing is protected
STEP = 30  # seconds a code lasts (RFC 6238)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try the city with. No secret: it signs in with the password alone."""

    role: str
    role_en: str
    username: str
    password: str
    totp_secret: str = ""
    name: str = ""

    @property
    def code(self) -> str:
        """The six digits of the second factor now; empty where there is none."""
        return current_code(self.totp_secret) if self.totp_secret else ""


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of post."""

    key: str
    name: str
    name_en: str
    grants: tuple[str, ...]
    reach_path: str | None = None  # None: the office and what lies below it
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer in one post."""

    username: str
    number: str
    name: str
    office: str
    role: Role
    reach_region: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A resident with an account."""

    username: str
    name: str
    number: str
    phone: str
    address: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise, who represents it, and who else acts for it."""

    key: str
    name: str
    number: str
    phone: str
    address: str
    representative: str
    agents: tuple[str, ...] = ()


@cache
def roles() -> dict[str, Role]:
    """The kinds of posts by key."""
    rows = read("roles.toml")["role"]
    return {key: Role(key, **{**row, "grants": tuple(row["grants"])}) for key, row in rows.items()}


@cache
def officers() -> tuple[Officer, ...]:
    """Every officer of the city, office by office."""
    found: list[Officer] = []
    for block in read("roles.toml")["posts"]:
        for path in block["of"]:
            for key in block["roles"]:
                found.append(_officer(len(found), path, roles()[key], block))
    return tuple(found)


def _officer(n: int, path: str, role: Role, block: dict[str, str]) -> Officer:
    prefix = block.get("prefix", path.removeprefix("xinyu/").strip("/").replace("/", "-"))
    username = f"{prefix}-{role.key}" if prefix else role.key
    return Officer(
        username=username,
        number=f"XY{n + 1:04d}",
        name=_name(n),
        office=path,
        role=role,
        reach_region=block.get("reach_region", ""),
    )


def _name(n: int) -> str:
    """A made-up name; no two of the first thousand are alike."""
    names = read_names()
    return names[0][n % len(names[0])] + names[1][n * 7 % len(names[1])]


@cache
def read_names() -> tuple[str, list[str]]:
    """Family names and given names to make names of."""
    names = read("roles.toml")["names"]
    return names["family"], names["given"].split()


@cache
def persons() -> dict[str, Person]:
    """The residents by their sign-in name."""
    return {row["username"]: Person(**row) for row in read("residents.toml")["person"]}


@cache
def enterprises() -> dict[str, Enterprise]:
    """The enterprises by key."""
    rows = read("residents.toml")["enterprise"]
    return {
        row["key"]: Enterprise(**{**row, "agents": tuple(row.get("agents", ()))}) for row in rows
    }


#: One account for each role, in the order in which a visitor meets them.
SHOWN = (
    *("resident", "owner", "agent", "clerk", "examiner", "approver", "deputy", "window", "hall"),
    *("supervisor", "overseer", "editor", "reviewer", "keeper", "registrar", "admin"),
)
RESIDENTS = {
    "owner": ("企业法定代表人", "Legal representative of a company"),
    "agent": ("企业经办人", "Agent of companies"),
}


def accounts() -> list[DemoAccount]:
    """One account for each role."""
    known = {account.username: account for account in all_accounts()}
    return [known[username] for username in SHOWN]


@cache
def all_accounts() -> tuple[DemoAccount, ...]:
    """Every account of the city."""
    residents = [
        DemoAccount(*RESIDENTS.get(key, ("居民", "Resident")), key, PASSWORD, name=person.name)
        for key, person in persons().items()
    ]
    staff = [
        DemoAccount(
            f"{offices()[officer.office].details['short_name']} · {officer.role.name}",
            f"{officer.role.name_en}, {offices()[officer.office].details['name_en']}",
            officer.username,
            PASSWORD,
            secret_of(officer.username),
            officer.name,
        )
        for officer in officers()
    ]
    return (*residents, *staff)


def secret_of(username: str) -> str:
    """The fixed secret of an officer's second factor."""
    digest = hashlib.sha256(f"yimen demo {username}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def current_code(secret: str, *, now: float | None = None) -> str:
    """The six digits an authenticator app shows for a secret now (RFC 6238)."""
    moment = int((time.time() if now is None else now) // STEP)
    mac = hmac.new(base64.b32decode(secret), moment.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"
