"""Acts on items, and to whom an item may go."""

from dataclasses import dataclass

from django.db.models import QuerySet

from yimen.catalogue import errors
from yimen.catalogue.models import ItemAct, ServiceItem
from yimen.catalogue.states import ActKind
from yimen.kernel.actor import Actor
from yimen.kernel.codes import BadCode, ItemCode, parse_item_code
from yimen.orgs.models import Organisation


@dataclass(frozen=True, slots=True)
class ActLists:
    """Acts within somebody's reach: those to come, and the latest that were decided."""

    open: list[ItemAct]
    decided: list[ItemAct]


def acts_of(actor: Actor, *, limit: int = 100) -> ActLists:
    """The acts an editor or reviewer has to do with, by day."""
    acts = ItemAct.objects.visible_to(actor).select_related(
        "item__organisation", "item__current", "receiver", "successor"
    )
    decided = acts.exclude(pk__in=acts.open().values("pk")).order_by("-decided_at")
    return ActLists(list(acts.open().order_by("effective_on", "pk")), list(decided[:limit]))


def open_act(item: ServiceItem) -> ItemAct | None:
    """The act that is proposed, or waits for its day."""
    act: ItemAct | None = ItemAct.objects.open().filter(item=item).first()
    return act


def acts_on(item: ServiceItem) -> QuerySet[ItemAct]:
    """Everything that was ever proposed for an item, the newest first."""
    acts: QuerySet[ItemAct] = item.acts.select_related("receiver", "successor")
    return acts.order_by("-proposed_at")


def merge_target(item: ServiceItem, code: str) -> ServiceItem:
    """The item another is merged into: on the list, and not itself."""
    listed = ServiceItem.objects.listed().select_related("organisation").exclude(pk=item.pk)
    target: ServiceItem | None = listed.filter(code=code).first()
    if target is None:
        raise errors.NoMergeTarget(field="code", code=code)
    return target


def check_receiver(item: ServiceItem, kind: str, receiver: Organisation | None, code: str) -> None:
    """Refuse a receiver the kind of act does not fit, or a code that names something else."""
    if receiver is None or receiver == item.organisation:
        raise errors.NoReceiver(field="receiver")
    parsed = _parsed(code)
    if parsed.basic != item.basic_code:
        raise errors.OtherBasicCode(field="code", basic=item.basic_code)
    if ServiceItem.objects.filter(code=parsed.value).exists():
        raise errors.CodeTaken(field="code", code=parsed.value)
    if kind == ActKind.DELEGATE and parsed.level <= parse_item_code(item.code).level:
        raise errors.NotBelow(field="code")


def _parsed(code: str) -> ItemCode:
    try:
        parsed = parse_item_code(code)
    except BadCode as error:
        raise errors.BadItemCode(field="code", why=str(error)) from error
    if not parsed.department:
        raise errors.CodeOfCatalogue(field="code")
    return parsed


def code_at(item: ServiceItem, receiver: Organisation, level: str = "") -> str:
    """The code the item would have at another organisation; empty where that has no number.

    Unless told, its level is that of the receiver's place: 2 for a province to 6 for a village.
    """
    if not receiver.uscc:
        return ""
    return f"{receiver.uscc}{level or receiver.region.level + 1}{item.code[19:]}"
