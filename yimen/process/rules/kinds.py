"""What a link can mean for its subject, who may do it, and how it can come out."""

ACCEPT, DECIDE, ISSUE = "accept", "decide", "issue"
COUNTERSIGN = "countersign"

#: Work between acceptance and decision; each comes out as passed or failed.
WORK = (
    "examine",
    "advise",
    "site_visit",
    "expert_review",
    "hearing",
    "public_notice",
    COUNTERSIGN,
)
KINDS = (ACCEPT, *WORK, DECIDE, ISSUE)

#: The powers a post can have over a case.
GRANTS = ("case.accept", "case.examine", "case.decide", "case.deliver")
#: Kinds that need exactly one power (cases.states.MOVES); work may be given to any of them.
GRANT_OF = {ACCEPT: "case.accept", DECIDE: "case.decide", ISSUE: "case.deliver"}

#: Kinds at which several can give an opinion; their rule makes one of all.
BY_SEVERAL = frozenset(WORK) - {"public_notice"}

PASSED, FAILED = "passed", "failed"
OUTCOMES: dict[str, tuple[str, ...]] = {
    ACCEPT: ("accepted",),
    DECIDE: ("granted", "refused"),
    ISSUE: ("concluded",),
}


def outcomes_of(kind: str) -> tuple[str, ...]:
    """How a link of the kind can come out."""
    return OUTCOMES.get(kind, (PASSED, FAILED))
