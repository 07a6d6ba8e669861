"""What an application must hold before it can be filed (Licensing Law, arts. 29 and 30)."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from yimen.catalogue.rules.elements import FormField, Material
from yimen.catalogue.rules.form_answers import tidy

PERSON = "1"  # 自然人 (GB/T 39046 A.4); every other audience is an organisation
OF_FORM = "form."  # files of a form's fields are held like those of materials


def suits(audiences: Collection[str], *, is_person: bool) -> bool:
    """Whether the item is for this kind of applicant; an item that names nobody is for all."""
    if not audiences:
        return True
    return PERSON in audiences if is_person else any(a != PERSON for a in audiences)


def missing_materials(materials: Iterable[Material], given: Collection[str]) -> list[Material]:
    """The materials the guide requires that were not given; those that may follow are not yet."""
    return [m for m in materials if m.is_required and not m.can_follow and m.key not in given]


def file_key(field: FormField) -> str:
    """What files of this field of the form are held under."""
    return OF_FORM + field.key


def written_answers(fields: Iterable[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers somebody wrote to this form; files are given, not written."""
    return tidy([field for field in fields if field.kind != "file"], answers)


def declaration_facts(text: str) -> dict[str, str]:
    """What the journal keeps of a declaration: the SHA-256 of its words."""
    return {"declared": sha256(text.encode()).hexdigest()} if text else {}
