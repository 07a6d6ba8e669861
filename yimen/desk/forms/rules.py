"""The next version of a rule: how much is too much, in which words, where, and from when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.catalogue.queries import code_names
from yimen.desk.forms.fields import DATE, KeyedForm, offer_choices
from yimen.supervision.actions.ruling import RuleTerms
from yimen.supervision.messages.rulebook import LIMITS, UNITS
from yimen.supervision.models import Rule
from yimen.supervision.rules.thresholds import HIGHEST, LOWEST
from yimen.supervision.states import Level

NONE = ("", "—")
WORDS = forms.Textarea(attrs={"rows": 2})
LANGUAGES = {"zh": _("Chinese"), "en": _("English")}


class RuleForm(KeyedForm):
    """What the next version says; it begins with what the last one says."""

    is_automatic = forms.BooleanField(
        label=_("Issue cards at once, without a supervisor"), required=False
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=300)
    region = forms.ChoiceField(label=_("For which place"), required=False)
    item_type = forms.ChoiceField(label=_("For which type of item"), required=False)
    valid_from = forms.DateField(
        label=_("In force from"),
        widget=DATE,
        help_text=_("What began before is measured as before."),
    )
    reason = forms.CharField(label=_("Why the rule changes"), max_length=300, widget=WORDS)

    def __init__(
        self, *args: Any, rule: Rule, places: Sequence[tuple[str, str]], **kw: Any
    ) -> None:
        kw.setdefault("initial", _initial(rule))
        super().__init__(*args, **kw)
        self.rule = rule
        offer_choices(self, "region", [(code, name or _("Everywhere")) for code, name in places])
        types = sorted(code_names("item_type").items())
        offer_choices(self, "item_type", [("", _("All types")), *types])
        rows = {**_threshold_fields(rule), **_new_fields(rule), **_text_fields()}
        self.fields = {"key": self.fields.pop("key"), **rows, **self.fields}

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields as the page groups them."""
        yield _("Thresholds"), [self[name] for name in self.fields if name[:6] in _OF_THRESHOLDS]
        yield _("Words on the card"), [self[name] for name in self.fields if name[:5] == "text_"]
        yield _("Validity"), [self[name] for name in self.base_fields if name != "key"]

    @property
    def terms(self) -> RuleTerms:
        """What the action takes."""
        data = self.cleaned_data
        return RuleTerms(
            thresholds=list(self._thresholds()),
            texts=self._texts(),
            is_automatic=data["is_automatic"],
            basis=data["basis"],
            region=data["region"],
            item_type=data["item_type"],
        )

    @property
    def begins(self) -> datetime:
        """The midnight from which it holds."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["valid_from"], time.min))

    def _thresholds(self) -> Iterator[dict[str, Any]]:
        data = self.cleaned_data
        for n, one in enumerate(self.rule.thresholds):
            if data[f"value_{n}"] is not None:
                yield {**one, "level": int(data[f"level_{n}"]), "value": data[f"value_{n}"]}
        if data["value_new"] is not None:
            new = {"of": data["of_new"], "unit": data["unit_new"], "value": data["value_new"]}
            yield {"level": int(data["level_new"] or 0), **new}

    def _texts(self) -> dict[str, dict[str, str]]:
        texts = {
            str(level): {code: self.cleaned_data[f"text_{level}_{code}"] for code in LANGUAGES}
            for level in Level.values
        }
        return {level: said for level, said in texts.items() if any(said.values())}


_OF_THRESHOLDS = ("level_", "value_", "of_new", "unit_n")


def _initial(rule: Rule) -> dict[str, Any]:
    initial = {name: getattr(rule, name) for name in ("is_automatic", "basis", "region")}
    initial |= {"item_type": rule.item_type, "valid_from": timezone.localdate() + timedelta(days=1)}
    for n, one in enumerate(rule.thresholds):
        initial |= {f"level_{n}": one["level"], f"value_{n}": one["value"]}
    for level, said in rule.texts.items():
        initial |= {f"text_{level}_{code}": said.get(code, "") for code in LANGUAGES}
    return initial


def _value(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=LOWEST, max_value=HIGHEST, required=False, help_text=help_text
    )


def _threshold_fields(rule: Rule) -> dict[str, forms.Field]:
    """Level and value of each threshold there is; without a value it falls away."""
    fields: dict[str, forms.Field] = {}
    for n, one in enumerate(rule.thresholds):
        what = " · ".join(str(word) for word in _of(one) if word)
        said = {"n": n + 1, "what": what}
        label = _("Threshold %(n)s: level")
        fields[f"level_{n}"] = forms.ChoiceField(label=label % said, choices=Level.choices)
        label = _("Threshold %(n)s: value (%(what)s)")
        fields[f"value_{n}"] = _value(label % said, _("Without a value it falls away."))
    return fields


def _of(threshold: Mapping[str, Any]) -> tuple[Any, Any]:
    return LIMITS.get(threshold["of"], ""), UNITS[threshold["unit"]]


def _new_fields(rule: Rule) -> dict[str, forms.Field]:
    """One threshold more, of what the rule measures already."""
    known = {one["of"]: LIMITS.get(one["of"], rule.name) for one in rule.thresholds}
    if known.keys() & LIMITS.keys():
        known |= LIMITS
    units = {one["unit"]: UNITS[one["unit"]] for one in rule.thresholds}
    levels = [NONE, *Level.choices]
    return {
        "level_new": forms.ChoiceField(label=_("One more: level"), choices=levels, required=False),
        "of_new": forms.ChoiceField(label=_("One more: of what"), choices=list(known.items())),
        "unit_new": forms.ChoiceField(label=_("One more: unit"), choices=list(units.items())),
        "value_new": _value(pgettext_lazy("threshold", "One more: value")),
    }


def _text_fields() -> dict[str, forms.Field]:
    return {
        f"text_{level.value}_{code}": forms.CharField(
            label=_("%(level)s, in %(language)s") % {"level": level.label, "language": language},
            max_length=300,
            required=False,
            widget=WORDS,
        )
        for level in Level
        for code, language in LANGUAGES.items()
    }
