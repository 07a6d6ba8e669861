"""What a person wishes to be told, and over which ways."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.notify.actions.sending import CHANNELS
from yimen.notify.messages import GROUPS
from yimen.notify.models import OptOut


@transaction.atomic
def choose_channels(account_id: UUID, wanted: Iterable[tuple[str, str]], *, by: Actor) -> None:
    """Keep over which ways an account wants each group; what is not wanted is not sent.

    On the site everything stands, as the law asks (Administrative Licensing Law, arts. 32, 38).
    """
    if by.account_id != account_id:
        raise NotAllowed
    kept = set(wanted)
    refused = [(g, c) for g in GROUPS for c in CHANNELS if (g, c) not in kept]
    OptOut.objects.filter(account=account_id).delete()
    OptOut.objects.bulk_create(
        OptOut(account_id=account_id, group=group, channel=channel) for group, channel in refused
    )
