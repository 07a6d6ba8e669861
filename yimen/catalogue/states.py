"""The life of an item and of its versions on one page; guards, buttons and tests read it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class VersionState(TextChoices):
    """Draft beside published: what is published never changes again."""

    DRAFT = "draft", pgettext_lazy("version state", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("version state", "In review")
    SCHEDULED = "scheduled", pgettext_lazy("version state", "Approved, holds from its day")
    PUBLISHED = "published", pgettext_lazy("version state", "Published")


class ItemStatus(TextChoices):
    """Whether the item can be applied for (事项状态: 在用 暂停 取消)."""

    IN_USE = "in_use", pgettext_lazy("item status", "In use")
    SUSPENDED = "suspended", pgettext_lazy("item status", "Suspended")
    CANCELLED = "cancelled", pgettext_lazy("item status", "Cancelled")


class ActKind(TextChoices):
    """What can happen to an item as a whole (取消 转移 下放 承接 合并)."""

    CANCEL = "cancel", pgettext_lazy("act on an item", "Cancel")
    TRANSFER = "transfer", pgettext_lazy("act on an item", "Transfer to another organisation")
    DELEGATE = "delegate", pgettext_lazy("act on an item", "Delegate down")
    TAKE_OVER = "take_over", pgettext_lazy("act on an item", "Take over")
    MERGE = "merge", pgettext_lazy("act on an item", "Merge into another item")


class ActState(TextChoices):
    """An act is proposed by one person and confirmed by another; it is done on its day."""

    PROPOSED = "proposed", pgettext_lazy("act state", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("act state", "Confirmed, waits for its day")
    DONE = "done", pgettext_lazy("act state", "Done")
    REFUSED = "refused", pgettext_lazy("act state", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("act state", "Withdrawn")


class LawState(TextChoices):
    """Whether an edition of a law is the one that holds."""

    IN_FORCE = "in_force", pgettext_lazy("law state", "In force")
    AMENDED = "amended", pgettext_lazy("law state", "Replaced by a newer edition")
    REPEALED = "repealed", pgettext_lazy("law state", "Repealed")


class ProofState(TextChoices):
    """Whether a proof may be asked for."""

    LISTED = "listed", pgettext_lazy("proof state", "On the list")
    WITHDRAWN = "withdrawn", pgettext_lazy("proof state", "Taken off the list")


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from which states, to which, and which grant a post needs."""

    sources: frozenset[str]
    target: str
    grant: str


V, I, A = VersionState, ItemStatus, ActState  # noqa: E741

#: `discard` ends in nothing: the draft is deleted, the journal keeps that it was.
VERSION_MOVES: dict[str, Move] = {
    "save": Move(frozenset({V.DRAFT}), V.DRAFT, "item.edit"),
    "submit": Move(frozenset({V.DRAFT}), V.IN_REVIEW, "item.edit"),
    "discard": Move(frozenset({V.DRAFT}), V.DRAFT, "item.edit"),
    "send_back": Move(frozenset({V.IN_REVIEW}), V.DRAFT, "item.review"),
    "publish": Move(frozenset({V.IN_REVIEW}), V.PUBLISHED, "item.review"),
    "schedule": Move(frozenset({V.IN_REVIEW}), V.SCHEDULED, "item.review"),
    "call_off": Move(frozenset({V.SCHEDULED}), V.DRAFT, "item.review"),
}

ITEM_MOVES: dict[str, Move] = {
    "suspend": Move(frozenset({I.IN_USE}), I.SUSPENDED, "item.review"),
    "resume": Move(frozenset({I.SUSPENDED}), I.IN_USE, "item.review"),
}

#: Who takes an item away or gives it to others proposes it; a second person confirms.
ACT_MOVES: dict[str, Move] = {
    "withdraw": Move(frozenset({A.PROPOSED}), A.WITHDRAWN, "item.edit"),
    "refuse": Move(frozenset({A.PROPOSED}), A.REFUSED, "item.review"),
    "confirm": Move(frozenset({A.PROPOSED}), A.CONFIRMED, "item.review"),
    "call_off": Move(frozenset({A.CONFIRMED}), A.WITHDRAWN, "item.review"),
}
HAND_OVERS = frozenset({ActKind.TRANSFER, ActKind.DELEGATE, ActKind.TAKE_OVER})
