"""The sentences of the catalogue: elements, findings, and what an import could not take."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.catalogue.rules.quality import Finding

#: What the elements of a version are called, for forms, comparisons and reports.
ELEMENTS: dict[str, str | Promise] = {
    "code": _("Code"),
    "local_code": _("Local code"),
    "organisation": _("Organisation"),
    "name": _("Name"),
    "name_en": _("English name"),
    "short_name": _("Short name"),
    "item_type": _("Item type"),
    "level": _("Level"),
    "audiences": _("Who it is for"),
    "themes": _("Themes"),
    "pace": _("Pace"),
    "legal_days": _("Statutory limit"),
    "legal_unit": _("Unit of the statutory limit"),
    "promised_days": _("Promised limit"),
    "promised_unit": _("Unit of the promised limit"),
    "limit_note": _("Note on the limits"),
    "visits": _("Visits needed"),
    "visits_note": _("Why visits are needed"),
    "is_online": _("Can be applied for online"),
    "result_kind": _("Kind of result"),
    "result_name": _("Name of the result"),
    "conditions": _("Conditions"),
    "consult_phone": _("Enquiry phone"),
    "complaint_phone": _("Complaint phone"),
    "bases": _("Legal bases"),
    "materials": _("Materials"),
    "fees": _("Fees"),
    "questions": _("Frequent questions"),
    "places": _("Places"),
    "links": _("Links"),
    "form": _("Application form"),
    "remainder": _("Imported fields without a place"),
}

#: What the parts of list rows are called.
PARTS: dict[str, str | Promise] = {
    "law": _("Law"),
    "article": _("Article"),
    "text": _("Text of the article"),
    "key": _("Key"),
    "name": _("Name"),
    "name_en": _("English name"),
    "medium": _("Medium"),
    "original": _("Originals"),
    "copies": _("Copies"),
    "source": _("Where it comes from"),
    "issuer": _("Issued by"),
    "is_required": _("Required"),
    "may_follow": _("May follow later"),
    "note": _("Note"),
    "basis": _("Basis"),
    "standard": _("Standard"),
    "amount_fen": _("Amount"),
    "question": _("Question"),
    "answer": _("Answer"),
    "address": _("Address"),
    "hours": _("Hours"),
    "phone": _("Phone"),
    "kind": _("Kind"),
    "grant": _("Power needed"),
    "days": _("Working days"),
    "label": _("Label"),
    "label_en": _("English label"),
    "options": _("Choices"),
    "options_en": _("English choices"),
    "help": _("Help"),
    "pattern": _("Pattern"),
    "min": _("Least"),
    "max": _("Greatest"),
}

#: Choices inside list rows, by part and value.
CHOICES: dict[str, dict[str, str | Promise]] = {
    "medium": {
        "both": _("Paper or electronic"),
        "paper": _("Paper"),
        "electronic": _("Electronic"),
    },
    "source": {
        "applicant": _("The applicant's own"),
        "government": _("Issued by an authority"),
        "other": _("From a third party"),
    },
    "kind": {
        "accept": pgettext_lazy("link", "Acceptance"),
        "examine": pgettext_lazy("link", "Examination"),
        "decide": pgettext_lazy("link", "Decision"),
        "issue": pgettext_lazy("link", "Issue and delivery"),
    },
    "grant": {
        "case.accept": _("Accepts cases"),
        "case.examine": _("Examines cases"),
        "case.decide": _("Decides cases"),
        "case.deliver": _("Delivers results"),
    },
}

FINDINGS: dict[str, str | Promise] = {
    "name_missing": _("The item needs a name."),
    "audience_missing": _("Say who may apply."),
    "basis_missing": _("Name the law that provides for this item, with the article."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "instant_with_days": _("Done at once, but %(days)s days are promised."),
    "fee_without_basis": _("The fee “%(name)s” needs a legal basis."),
    "fee_without_standard": _("The fee “%(name)s” needs a standard."),
    "catch_all_material": _(
        "“%(name)s” is a catch-all: say exactly which paper is meant, or leave it out."
    ),
    "no_accept_link": _("No link accepts the application."),
    "no_decide_link": _("No link decides on the application."),
    "same_phone": _("Enquiries and complaints go to the same number (%(phone)s)."),
    "phone_missing": _("Give a phone number."),
    "visits_without_reason": _("Say why %(visits)s visits are needed."),
    "no_question": _("A permit should answer at least one frequent question."),
    "result_without_name": _("Name the result the applicant gets."),
    "authority_code_unusual": _(
        "The authority's part of the code (%(authority)s) is no valid credit code."
    ),
    "type_differs_from_code": _("The item type (%(type)s) differs from the code (%(code_type)s)."),
}

#: Why an import could not take a line, or a field of one.
PROBLEMS: dict[str, str | Promise] = {
    "not_json": _("The line is not a JSON object."),
    "missing": _("The field is missing or empty."),
    "bad_code": _("“%(value)s” is no item code: %(why)s"),
    "basic_code": _("“%(value)s” is a basic code; 31 or 33 characters are needed."),
    "twice": _("The same code stands in line %(first)s already."),
    "unknown_region": _("“%(value)s” is neither the province nor a city of it."),
    "too_long": _("The text has %(length)s characters; there is room for %(room)s."),
    "unreadable_limit": _("“%(value)s” is not understood as a time limit."),
    "unreadable_number": _("“%(value)s” is not a number."),
    "unknown_audience": _("“%(value)s” is not one of the known kinds of applicants."),
    "unreadable_phone": _("“%(value)s” holds no phone number."),
    "unknown_choice": _("“%(value)s” is none of the known answers."),
    "not_a_list": _("A list was expected, “%(value)s” was found."),
    "differs_from_code": _("“%(value)s” differs from the code, which says “%(code_says)s”."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "odd_authority": _("The authority's code “%(value)s” is no valid credit code; kept as it is."),
}


class Coded(Protocol):
    """Anything with a code and the facts for its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def finding_text(finding: Finding) -> str:
    """What is to be put right, as a sentence."""
    return str(FINDINGS[finding.code]) % finding.facts


def problem_text(problem: Coded) -> str:
    """Why the import could not take something, as a sentence."""
    return str(PROBLEMS[problem.code]) % problem.facts


def element_label(name: str) -> str:
    """What an element of a version is called."""
    return str(ELEMENTS.get(name, name))


def part_label(name: str) -> str:
    """What a part of a list row is called."""
    return str(PARTS.get(name, name))
