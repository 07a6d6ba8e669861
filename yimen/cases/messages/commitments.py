"""The texts that are signed, and words about commitments and later checks."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yimen.cases.messages.after import BREACHES
from yimen.cases.models import Case
from yimen.cases.rules.commitments import FOLLOWS, HOLD
from yimen.catalogue.models import Proof
from yimen.catalogue.rules.elements import Material

#: What a later check found.
FINDINGS: Mapping[str, Promise] = {
    "right": pgettext_lazy("later check", "It is right"),
    "wrong": pgettext_lazy("later check", "It is not right"),
}

#: What became of a commitment, and how that looks.
COMMITMENT_STATES: Mapping[tuple[str, str], tuple[Promise, str]] = {
    ("follows", "open"): (pgettext_lazy("commitment", "Paper to come"), "near"),
    ("follows", "kept"): (pgettext_lazy("commitment", "Paper handed in"), "good"),
    ("follows", "broken"): (pgettext_lazy("commitment", "Paper did not come"), "bad"),
    ("replaces", "open"): (pgettext_lazy("commitment", "Word given, not yet checked"), "active"),
    ("replaces", "kept"): (pgettext_lazy("commitment", "Word kept"), "good"),
    ("replaces", "broken"): (pgettext_lazy("commitment", "Word not true"), "bad"),
}

#: What stands where a paper would, by kind of commitment.
PROMISED: Mapping[str, Promise] = {
    "follows": pgettext_lazy("paper", "promised, will follow"),
    "replaces": pgettext_lazy("paper", "a written word stands for it"),
}


def commitment_text(case: Case, material: Material, kind: str, proof: Proof | None) -> str:
    """What the applicant signs: a Chinese document, whoever reads the screen."""
    with translation.override("zh-hans"):
        facts = {
            "applicant": case.applicant.name,
            "item": case.version.name,
            "paper": material.name,
        }
        if kind == FOLLOWS:
            days = {
                "days": material.follow_days,
                "breach": BREACHES.get(material.follow_breach, BREACHES[HOLD]),
            }
            return _(
                "%(applicant)s applies for “%(item)s” and has been told at once that “%(paper)s” "
                "is still missing. I commit to hand it in, true and complete, within %(days)s "
                "working days of acceptance. I know that otherwise %(breach)s."
            ) % {**facts, **days}
        assert proof is not None  # only a proof on the list is replaced
        told = {"purpose": proof.purpose, "basis": proof.basis, "note": proof.commitment_note}
        return _(
            "%(applicant)s applies for “%(item)s”. Instead of “%(paper)s” (basis: %(basis)s; "
            "needed for: %(purpose)s) I declare in writing: I have read what is required, I meet "
            "it, and what I state is true. %(note)s I accept being checked, and the legal "
            "consequences if it is not true."
        ) % {**facts, **told}
