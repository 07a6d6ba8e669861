"""The words that mean the same to who searches; what changes here changes the next search."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from yimen.catalogue.errors import TooFewSynonyms
from yimen.catalogue.models import Synonym
from yimen.catalogue.permissions import may_edit_words
from yimen.catalogue.rules.sounds import compact
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed

FILE = Path(__file__).resolve().parents[1] / "data" / "synonyms.txt"
LONGEST = 60


@transaction.atomic
def load_synonyms(*, by: Actor, at: datetime) -> int:
    """Add those groups that come with Yimen none of whose words is known yet."""
    known = {word for group in Synonym.objects.order_by("pk") for word in group.words}
    groups = [group for group in shipped() if not known.intersection(group)]
    Synonym.objects.bulk_create(Synonym(words=group) for group in groups)
    if groups:
        facts = {"count": len(groups)}
        write("synonym", _subject("shipped"), "synonym.loaded", by=by, at=at, facts=facts)
    return len(groups)


def shipped() -> list[list[str]]:
    """The groups that come with Yimen."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [line.split("/") for line in lines if line and not line.startswith("#")]


@transaction.atomic
def save_synonym(
    synonym_id: int | None, words: Sequence[str], *, note: str = "", by: Actor, at: datetime
) -> Synonym:
    """Change a group of words that mean the same, or add one; the next search knows it."""
    if not may_edit_words(by):
        raise NotAllowed
    kept = _cleaned(words)
    if len({compact(word) for word in kept}) < 2:
        raise TooFewSynonyms(field="words")
    one = Synonym.objects.select_for_update().get(pk=synonym_id) if synonym_id else Synonym()
    before, one.words, one.note = one.words or [], kept, note.strip()
    one.save()
    facts = {"synonym": one.pk, "before": before, "after": kept}
    write("synonym", _subject(one.pk), "synonym.saved", by=by, at=at, facts=facts)
    return one


@transaction.atomic
def remove_synonym(synonym_id: int, *, by: Actor, at: datetime) -> None:
    """Take a group away; the next search does not know it."""
    if not may_edit_words(by):
        raise NotAllowed
    one = Synonym.objects.select_for_update().get(pk=synonym_id)
    facts = {"synonym": one.pk, "before": one.words}
    write("synonym", _subject(one.pk), "synonym.removed", by=by, at=at, facts=facts)
    one.delete()


def _cleaned(words: Sequence[str]) -> list[str]:
    kept = dict.fromkeys(" ".join(word.split())[:LONGEST] for word in words)
    return [word for word in kept if compact(word)]


def _subject(key: int | str) -> UUID:
    """The journal knows subjects by UUID; a group's follows from its number."""
    return uuid5(NAMESPACE_URL, f"yimen/synonym/{key}")
