"""Forms of the acts on a card: one line of words, papers, a ground, who answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.acts import ActForm
from yimen.desk.forms.fields import offer
from yimen.orgs.models import Staff
from yimen.supervision.queries.cards import answering_officers
from yimen.supervision.rules.limits import LONGEST
from yimen.supervision.states import Ground, Measure
from yimen.ui.forms import RowField


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several files at once."""

    def __init__(self, **facts: Any) -> None:
        facts.setdefault("required", False)
        facts.setdefault("widget", _Several())
        super().__init__(**facts)

    def clean(self, data: Any, initial: Any = None) -> Sequence[Any]:
        """Each file on its own."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PapersField, self).clean(file, initial) for file in files]


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=2,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


def _papers() -> PapersField:
    return PapersField(
        label=pgettext_lazy("step of a card", "Papers"),
        help_text=_("At most five files, 20 MB each."),
    )


class CardForm(ActForm):
    """What every act on a card carries: the revision of its page, and a key."""

    def __init__(self, *args: Any, card: Any, **kwargs: Any) -> None:
        super().__init__(*args, case=card, **kwargs)

    @property
    def takes_files(self) -> bool:
        """Whether the form is sent with files."""
        return self.is_multipart()


class IssueForm(CardForm):
    """Giving a card out needs no words."""


class TakeBackForm(CardForm):
    """Why a card is taken back, or not given out."""

    ground = forms.ChoiceField(label=_("Why"), choices=Ground.choices, widget=forms.RadioSelect)
    text = _text(_("Reasons"))


class ExplainForm(CardForm):
    """The unit's explanation."""

    text = _text(_("How it came about"))
    papers = _papers()


class UpholdForm(CardForm):
    """Why a card stands."""

    text = _text(_("Reasons"), _("Say what of the explanation was looked at."))


class AppealForm(CardForm):
    """The unit's appeal."""

    text = _text(_("Why the card is wrong"))
    papers = _papers()


class RectifyForm(CardForm):
    """What was put right."""

    text = _text(_("What was put right"))
    papers = _papers()


class AccountForm(CardForm):
    """Who answers for it, and how."""

    officer = RowField(Staff.objects.none(), label=_("Officer who answers"))
    measure = forms.ChoiceField(label=_("Measure"), choices=Measure.choices)
    text = _text(_("Reasons"), _("Kept with the card; only officers who see the card read it."))

    def __init__(self, *args: Any, card: Any, **kwargs: Any) -> None:
        super().__init__(*args, card=card, **kwargs)
        offer(self, "officer", answering_officers(card))
        self.initial.setdefault("officer", card.officer)
