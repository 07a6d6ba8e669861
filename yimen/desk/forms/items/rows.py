"""The rows of an item's lists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import CHOICES, ELEMENTS, LINK_KINDS, PARTS, PARTS_OF
from yimen.catalogue.queries import proof_choices
from yimen.desk.forms.fields import YuanField
from yimen.desk.forms.items.fields import choice_field, number_field, text_field
from yimen.desk.forms.items.row import RowForm
from yimen.desk.forms.items.situations import SituationRow, TermRow
from yimen.kernel.ids import read_count


class BasisForm(RowForm):
    """A legal basis."""

    law = text_field(PARTS["law"], 300, required=True)
    article = text_field(PARTS["article"], 100)
    text = text_field(PARTS["text"], 5000, rows=2)


class MaterialForm(RowForm):
    """A paper to hand in."""

    name = text_field(PARTS["name"], 500, required=True)
    medium = choice_field(PARTS["medium"], CHOICES["medium"])
    original = number_field(PARTS["original"], 99, required=True, initial=0)
    copies = number_field(PARTS["copies"], 99, required=True, initial=0)
    source = choice_field(PARTS["source"], {"": "—", **CHOICES["source"]}, required=False)
    issuer = text_field(PARTS["issuer"], 200)
    intermediary = text_field(
        PARTS["intermediary"],
        200,
        help_text=_("Where it is the result of such a service: its name on the public list."),
    )
    proof = choice_field(PARTS["proof"], (), required=False)
    is_required = forms.BooleanField(label=PARTS["is_required"], required=False, initial=True)
    may_follow = forms.BooleanField(label=PARTS["may_follow"], required=False)
    follow_days = number_field(PARTS["follow_days"], 250, required=True, initial=0)
    follow_breach = choice_field(PARTS["follow_breach"], CHOICES["follow_breach"])
    note = text_field(PARTS["note"], 2000, rows=2)
    basis = text_field(PARTS["basis"], 500)
    result_of = text_field(
        PARTS["result_of"], 33, help_text=_("The code of the item whose result this paper is.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proof, said = self.fields["proof"], self.initial.get("proof")
        assert isinstance(proof, forms.ChoiceField)
        listed = self.content.get("proofs", [])
        gone = [(said, said)] if said and said not in dict(listed) else []
        proof.choices = [("", "—"), *listed, *gone]


class FeeForm(RowForm):
    """A charge; the amount is asked in yuan and stored in fen."""

    name = text_field(PARTS["name"], 200, required=True)
    standard = text_field(PARTS["standard"], 1000)
    basis = text_field(PARTS["basis"], 1000)
    amount_fen = YuanField(label=_("Fixed amount in yuan"), required=False)
    is_reducible = forms.BooleanField(label=PARTS["is_reducible"], required=False)
    reduction = text_field(PARTS["reduction"], 1000)


class LinkForm(RowForm):
    """A link of the handling."""

    kind = choice_field(PARTS["kind"], LINK_KINDS)
    name = text_field(PARTS["name"], 60, required=True)
    name_en = text_field(PARTS["name_en"], 60)
    grant = choice_field(PARTS["grant"], CHOICES["grant"])
    days = number_field(PARTS["days"], 365)
    rule = choice_field(PARTS["rule"], CHOICES["rule"], required=False)
    voters = number_field(PARTS["voters"], 30, help_text=_("Where several decide."))
    share = number_field(PARTS["share"], 100, help_text=_("Where a share must agree."))

    def element(self) -> dict[str, Any]:
        """The row as the catalogue stores it; one person needs no numbers."""
        row = super().element()
        rule = row["rule"]
        voters = row["voters"] or 0 if rule else 0
        return {**row, "voters": voters, "share": row["share"] or 0 if rule == "share" else 0}


class PlaceForm(RowForm):
    """Where it is handled in person."""

    name = text_field(PARTS["name"], 200)
    address = text_field(PARTS["address"], 500, required=True)
    hours = text_field(PARTS["hours"], 200)
    phone = text_field(PARTS["phone"], 200)


class QuestionForm(RowForm):
    """A frequent question."""

    question = text_field(PARTS["question"], 1000, required=True)
    answer = text_field(PARTS["answer"], 5000, rows=2)


class CheckpointForm(RowForm):
    """What an officer makes sure of at a link."""

    link = choice_field(PARTS["link"], ())
    text = text_field(PARTS_OF["checkpoints", "text"], 1000, required=True, rows=2)
    manner = choice_field(PARTS["manner"], CHOICES["manner"])
    basis = text_field(PARTS["basis"], 500)
    reason = text_field(PARTS["reason"], 500)
    when = text_field(PARTS["when"], 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        link = self.fields["link"]
        assert isinstance(link, forms.ChoiceField)
        link.choices = [(row["key"], row["name"]) for row in self.content["links"]]
        link.initial = link.choices[0][0] if link.choices else None


class RowSet(BaseFormSet):
    """The rows of one list; another empty row appears with the button “add”."""

    label: Any = ""

    def rows(self) -> list[dict[str, Any]]:
        """The rows left, in the order asked for."""
        return [form.element() for form in self.ordered_forms]


ROWS: dict[str, type[RowForm]] = {
    "bases": BasisForm,
    "situations": SituationRow,
    "terms": TermRow,
    "materials": MaterialForm,
    "fees": FeeForm,
    "links": LinkForm,
    "places": PlaceForm,
    "questions": QuestionForm,
    "checkpoints": CheckpointForm,
}


def row_set(name: str, content: Mapping[str, Any], data: Any = None) -> RowSet:
    """The forms of one list of the draft, filled with its rows or with what was typed."""
    known = {**content, "proofs": proof_choices()} if name == "materials" else content
    return rows_of(ROWS[name], name, known, data)


def rows_of(row: type[RowForm], name: str, content: Mapping[str, Any], data: Any = None) -> RowSet:
    """The forms of a list, each row as a form of that kind."""
    kind = forms.formset_factory(
        row, formset=RowSet, extra=0, can_order=True, can_delete=True, max_num=200
    )
    initial = [{**row, "ORDER": place} for place, row in enumerate(content[name], start=1)]
    made = kind(data, prefix=name, initial=initial, form_kwargs={"content": content})
    assert isinstance(made, RowSet)
    made.label = ELEMENTS[name]
    return made


def with_another_row(data: Any, name: str, kinds: Mapping[str, type[RowForm]] = ROWS) -> Any:
    """The data of the form as it was typed, with one more untouched row in that list."""
    more = data.copy()
    total = f"{name}-TOTAL_FORMS"
    if name in kinds and (place := read_count(data.get(total))) is not None:
        more[total] = str(place + 1)
        for field, kind in kinds[name].base_fields.items():
            if kind.initial is not None and kind.initial is not False:
                value = "on" if kind.initial is True else str(kind.initial)
                more[f"{name}-{place}-{field}"] = value
    return more
