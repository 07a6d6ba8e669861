"""A form being edited as its page draws it: list, open field, preview, what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.cases.messages.answers import in_language
from yimen.catalogue.messages import CHOICES, finding_text
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import FIELD_KINDS, FormField
from yimen.catalogue.rules.form_quality import COLUMN_KINDS, WITH_OPTIONS, form_troubles
from yimen.catalogue.rules.quality import Finding
from yimen.desk.forms.items.form_conditions import SIGNS
from yimen.desk.forms.items.form_editor import Working
from yimen.desk.forms.items.form_properties import PropertyForm
from yimen.desk.items.form_preview import Preview

KINDS = CHOICES["kind"]
SAID = {
    "added": _("A field was added. Say what it asks."),
    "copied": _("“%(label)s” was copied; the copy is open."),
    "removed": _("“%(label)s” was taken out."),
    "moved": _("“%(label)s” is now number %(place)s of %(count)s."),
    "at_end": _("“%(label)s” cannot move further."),
    "condition": _("The condition was written."),
}


@dataclass(frozen=True)
class Line:
    """A field in the list."""

    place: str
    label: str
    kind: str
    is_column: bool
    is_section: bool
    is_open: bool
    depends: bool
    is_wrong: bool


@dataclass(frozen=True)
class Wrong:
    """One thing to put right, at a field."""

    place: str
    text: str
    is_blocking: bool


@dataclass(frozen=True)
class FormPage:
    """Everything the page of a form shows."""

    working: str
    at: str
    lines: Sequence[Line]
    properties: PropertyForm | None
    options: Sequence[tuple[str, str, str]]
    is_table: bool
    has_options: bool
    kind_word: str
    facts: Sequence[tuple[str, str]]  #: what a condition may ask for
    values: Sequence[str]
    signs: Sequence[str]
    kinds: Sequence[tuple[str, str]]
    column_kinds: Sequence[tuple[str, str]]
    wrong: Sequence[Wrong]
    said: str
    focus: str
    preview: Preview


def form_page(now: Working, version: ItemVersion, tried: Preview) -> FormPage:
    """The working copy with what is wrong with it and how an applicant would see it."""
    one, wrong = now.open, _wrong(now, version)
    names = {place.partition("/")[0] for place in (one.place for one in wrong)}
    fixed = one is not None and one.key in now.taken
    return FormPage(
        working=json.dumps([field.to_json() for field in now.fields], ensure_ascii=False),
        at=now.at,
        lines=[_line(place, field, now, names) for place, field in now.places],
        properties=now.form or (PropertyForm(one=one, is_key_fixed=fixed) if one else None),
        options=_options(one),
        is_table=any(
            field.kind == "table" and field.key == now.at.partition("/")[0] for field in now.fields
        ),
        has_options=one is not None and one.kind in WITH_OPTIONS,
        kind_word=str(KINDS[one.kind]) if one else "",
        facts=_facts(now, version),
        values=_values(now, version),
        signs=SIGNS,
        kinds=[(kind, str(KINDS[kind])) for kind in FIELD_KINDS],
        column_kinds=[(kind, str(KINDS[kind])) for kind in COLUMN_KINDS],
        wrong=wrong,
        said=_said(now),
        focus=now.focus,
        preview=tried,
    )


def _line(place: str, field: FormField, now: Working, wrong: set[str]) -> Line:
    label = in_language(field.label, field.label_en) or field.key
    return Line(
        place,
        label,
        str(KINDS[field.kind]),
        "/" in place,
        field.kind == "section",
        place == now.at,
        bool(field.when.strip()),
        place in wrong,
    )


def _wrong(now: Working, version: ItemVersion) -> list[Wrong]:
    content = {**version.content(), "form": [field.to_json() for field in now.fields]}
    return [
        Wrong(
            one.key,
            finding_text(Finding(one.code, one.level, "form", one.facts)),
            one.level == "blocking",
        )
        for one in form_troubles(content)
    ]


def _options(one: FormField | None) -> list[tuple[str, str, str]]:
    english = dict(one.options_en) if one else {}
    return [(value, label, english.get(value, "")) for value, label in one.options] if one else []


def _facts(now: Working, version: ItemVersion) -> list[tuple[str, str]]:
    """Earlier answers, and the questions about the situation."""
    found = []
    for place, field in now.places:
        if place == now.at:
            break
        if field.kind not in {"section", "table", "file"} and _is_beside(place, now.at):
            found.append((field.key, in_language(field.label, field.label_en)))
    asked = version.situation_list
    return found + [(f"situation.{one.key}", one.text) for one in asked]


def _is_beside(place: str, at: str) -> bool:
    """A field of the form, or a column of the same table."""
    table, slash, _column = place.partition("/")
    return not slash or at.startswith(f"{table}/")


def _values(now: Working, version: ItemVersion) -> list[str]:
    labels = [label for _place, field in now.places for _value, label in field.options]
    labels += [label for one in version.situation_list for _value, label, *_ in one.options]
    return list(dict.fromkeys([*labels, str(_("Yes")), str(_("No"))]))


def _said(now: Working) -> str:
    code, facts = now.said
    return str(SAID[code]) % facts if code else ""
