"""The next version of a rule: how much is too much, in which words, where, and from when."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.queries import code_names
from yimen.desk.forms.fields import DATE, KeyedForm, offer_choices
from yimen.supervision.actions.ruling import RuleTerms
from yimen.supervision.messages.rulebook import LIMITS, UNITS
from yimen.supervision.models import Rule
from yimen.supervision.rules.thresholds import HIGHEST, LOWEST
from yimen.supervision.states import TIMED, Level

NONE = ("", "—")
PARTS = ("level", "value", "unit", "of")  # of a threshold
SPARE, MOST = 3, 20  # empty rows at first; rows in all
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
        self, *args: Any, rule: Rule, places: Sequence[tuple[str, str]], rows: int = 0, **kw: Any
    ) -> None:
        kw["initial"] = {**_initial(rule), **kw.get("initial", {})}
        super().__init__(*args, **kw)
        self.rule = rule
        offer_choices(self, "region", [(code, name or _("Everywhere")) for code, name in places])
        types = sorted(code_names("item_type").items())
        offer_choices(self, "item_type", [("", _("All types")), *types])
        #: thresholds that can be typed: those there are and some more
        self.count = min(max(rows, len(rule.thresholds) + SPARE), MOST)
        self.fields = {
            "key": self.fields.pop("key"),
            **_threshold_fields(rule, self.count),
            **_text_fields(),
            **self.fields,
        }

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The thresholds: level, value, unit, and of what, row by row."""
        return [[self[f"{part}_{n}"] for part in PARTS] for n in range(self.count)]

    @property
    def measures_time(self) -> bool:
        """Whether it is days of a limit that are counted."""
        return self.rule.watched in TIMED

    @property
    def may_grow(self) -> bool:
        """Whether one more row can be asked for."""
        return self.count < MOST

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields below the thresholds, as the page groups them."""
        yield _("Words on the card"), [self[name] for name in self.fields if name[:5] == "text_"]
        yield _("Validity"), [self[name] for name in self.base_fields if name != "key"]

    def clean(self) -> dict[str, Any]:
        """Each row with a value says a level, and none the same level of the same as another."""
        said: dict[tuple[str, str], int] = {}
        for n, row in self._filled():
            level = row["level"]
            if not level:
                self.add_error(f"level_{n}", _("Choose a level for this value."))
            elif (first := said.setdefault((level, row["of"]), n)) != n:
                told = _("Row %(n)s says this level already; give each level once.")
                self.add_error(f"level_{n}", told % {"n": first + 1})
        return self.cleaned_data

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

    def _filled(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for n in range(self.count):
            row = {part: self.cleaned_data.get(f"{part}_{n}") for part in PARTS}
            if row["value"] is not None and None not in row.values():
                yield n, row

    def _thresholds(self) -> Iterator[dict[str, Any]]:
        for n, row in self._filled():
            known = self.rule.thresholds[n] if n < len(self.rule.thresholds) else {}
            yield {**known, **row, "level": int(row["level"])}

    def _texts(self) -> dict[str, dict[str, str]]:
        texts = {
            str(level): {code: self.cleaned_data[f"text_{level}_{code}"] for code in LANGUAGES}
            for level in Level.values
        }
        return {level: said for level, said in texts.items() if any(said.values())}


def _initial(rule: Rule) -> dict[str, Any]:
    initial = {name: getattr(rule, name) for name in ("is_automatic", "basis", "region")}
    initial |= {"item_type": rule.item_type, "valid_from": timezone.localdate() + timedelta(days=1)}
    for n, one in enumerate(rule.thresholds):
        initial |= {f"{part}_{n}": one[part] for part in PARTS}
    for level, said in rule.texts.items():
        initial |= {f"text_{level}_{code}": said.get(code, "") for code in LANGUAGES}
    return initial


def _threshold_fields(rule: Rule, count: int) -> dict[str, forms.Field]:
    """Level, value, unit and measure of so many thresholds; a row without a value falls away."""
    measures = {one["of"]: LIMITS.get(one["of"], rule.name) for one in rule.thresholds}
    if measures.keys() & LIMITS.keys():
        measures |= LIMITS
    known = [one["unit"] for one in rule.thresholds]
    known += ["days", "percent"] if rule.watched in TIMED else []
    units = {unit: UNITS[unit] for unit in known}
    levels = [NONE, *Level.choices]
    fields: dict[str, forms.Field] = {}
    for n in range(count):
        row = {"n": n + 1}
        fields[f"level_{n}"] = forms.ChoiceField(
            label=_("Threshold %(n)s: level") % row, choices=levels, required=False
        )
        fields[f"value_{n}"] = forms.IntegerField(
            label=_("Threshold %(n)s: value") % row,
            min_value=LOWEST,
            max_value=HIGHEST,
            required=False,
        )
        fields[f"unit_{n}"] = forms.ChoiceField(
            label=_("Threshold %(n)s: unit") % row, choices=list(units.items())
        )
        fields[f"of_{n}"] = forms.ChoiceField(
            label=_("Threshold %(n)s: of what") % row, choices=list(measures.items())
        )
    return fields


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
