"""What a post may give."""

from collections.abc import Iterable

from yimen.kernel.actor import Grant

MANAGING = "org.manage"
#: Every power a post can give; the one place they are listed.
GRANTS = frozenset(
    {
        "case.accept",
        "case.examine",
        "case.decide",
        "case.extend",
        "case.deliver",
        "case.read",
        "case.supervise",
        "supervision.manage",
        "case.green",
        "item.edit",
        "item.review",
        "item.basic",
        "org.manage",
        "calendar.manage",
        "journal.read",
        "ops.view",
        "message.edit",
        "client.manage",
        "party.file_for",
    }
)


#: Powers whose pages know no bounds or reach the whole country: managing people is not enough to
#: pass them on, one must hold them.
HELD_TO_GIVE = frozenset(
    {"calendar.manage", "item.basic", "journal.read", "ops.view", "message.edit"}
    | {"client.manage"}
)


def may_pass_on(held: Iterable[Grant], wanted: Grant) -> bool:
    """Whether who holds some grants may give another: nobody gives what reaches further than he.

    He manages everything it reaches, and holds himself what is beyond managing people.
    """
    holds = list(held)
    needed = {MANAGING} | ({wanted.name} & HELD_TO_GIVE)
    return all(
        any(g.name == name and g.reaches(path=wanted.path, region=wanted.region) for g in holds)
        for name in needed
    )


#: What a letter of authorisation may let a chief representative do on the spot (首席代表).
LETTER_ACTS = ("case.accept", "case.examine", "case.decide", "case.extend", "case.deliver")

#: So many days an officer says himself that he is away; longer, and his manager decides.
AWAY_DAYS = 60


def may_entrust(held: Iterable[Grant]) -> bool:
    """Whether who holds these grants names his deputy himself: not the powers over the platform."""
    return not {g.name for g in held} & ({MANAGING} | HELD_TO_GIVE)
