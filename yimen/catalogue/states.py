"""The life of an item and of its versions on one page; guards, buttons and tests read it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class VersionState(TextChoices):
    """Draft beside published: what is published never changes again."""

    DRAFT = "draft", pgettext_lazy("version state", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("version state", "In review")
    PUBLISHED = "published", pgettext_lazy("version state", "Published")


class ItemStatus(TextChoices):
    """Whether the item can be applied for (事项状态: 在用 暂停 取消)."""

    IN_USE = "in_use", pgettext_lazy("item status", "In use")
    SUSPENDED = "suspended", pgettext_lazy("item status", "Suspended")
    CANCELLED = "cancelled", pgettext_lazy("item status", "Cancelled")


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


V, I = VersionState, ItemStatus  # noqa: E741

#: `discard` ends in nothing: the draft is deleted, the journal keeps that it was.
VERSION_MOVES: dict[str, Move] = {
    "save": Move(frozenset({V.DRAFT}), V.DRAFT, "item.edit"),
    "submit": Move(frozenset({V.DRAFT}), V.IN_REVIEW, "item.edit"),
    "discard": Move(frozenset({V.DRAFT}), V.DRAFT, "item.edit"),
    "send_back": Move(frozenset({V.IN_REVIEW}), V.DRAFT, "item.review"),
    "publish": Move(frozenset({V.IN_REVIEW}), V.PUBLISHED, "item.review"),
}

ITEM_MOVES: dict[str, Move] = {
    "suspend": Move(frozenset({I.IN_USE}), I.SUSPENDED, "item.review"),
    "resume": Move(frozenset({I.SUSPENDED}), I.IN_USE, "item.review"),
    "cancel": Move(frozenset({I.IN_USE, I.SUSPENDED}), I.CANCELLED, "item.review"),
}
