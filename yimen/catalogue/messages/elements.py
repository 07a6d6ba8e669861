"""What the elements of a version are called, and the choices inside them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: What the elements of a version are called, for forms, comparisons and reports.
ELEMENTS: dict[str, Any] = {
    "code": pgettext_lazy("element", "Code"),
    "local_code": pgettext_lazy("element", "Local code"),
    "organisation": pgettext_lazy("element", "Organisation"),
    "name": pgettext_lazy("element", "Name"),
    "name_en": pgettext_lazy("element", "English name"),
    "short_name": pgettext_lazy("element", "Short name"),
    "item_type": pgettext_lazy("element", "Item type"),
    "level": pgettext_lazy("element", "Level"),
    "audiences": pgettext_lazy("element", "Who it is for"),
    "themes": pgettext_lazy("element", "Themes"),
    "life_events": pgettext_lazy("element", "Life events"),
    "pace": pgettext_lazy("element", "Pace"),
    "legal_days": pgettext_lazy("element", "Statutory limit"),
    "legal_unit": pgettext_lazy("element", "Unit of the statutory limit"),
    "promised_days": pgettext_lazy("element", "Promised limit"),
    "promised_unit": pgettext_lazy("element", "Unit of the promised limit"),
    "limit_note": pgettext_lazy("element", "Note on the limits"),
    "visits": pgettext_lazy("element", "Visits needed"),
    "visits_note": pgettext_lazy("element", "Why visits are needed"),
    "is_online": pgettext_lazy("element", "Can be applied for online"),
    "online_depth": pgettext_lazy("element", "How far it goes online"),
    "prereview_days": pgettext_lazy("element", "Working days for pre-review"),
    "is_express": pgettext_lazy("element", "Papers and result by post"),
    "is_pay_online": pgettext_lazy("element", "Fees can be paid online"),
    "result_kind": pgettext_lazy("element", "Kind of result"),
    "result_name": pgettext_lazy("element", "Name of the result"),
    "result_sample": pgettext_lazy("element", "Sample of the result"),
    "validity_months": pgettext_lazy("element", "Months the result is valid"),
    "conditions": pgettext_lazy("element", "Conditions"),
    "consult_phone": pgettext_lazy("element", "Enquiry phone"),
    "complaint_phone": pgettext_lazy("element", "Complaint phone"),
    "bases": pgettext_lazy("element", "Legal bases"),
    "situations": pgettext_lazy("element", "Situations"),
    "terms": pgettext_lazy("element", "Conditions of some situations"),
    "materials": pgettext_lazy("element", "Materials"),
    "fees": pgettext_lazy("element", "Fees"),
    "questions": pgettext_lazy("element", "Frequent questions"),
    "places": pgettext_lazy("element", "Places"),
    "levels": pgettext_lazy("element", "Levels that implement it"),
    "duties": pgettext_lazy("element", "Duties"),
    "accountability": pgettext_lazy("element", "Accountability"),
    "links": pgettext_lazy("element", "Links"),
    "drawing": pgettext_lazy("element", "Drawn process"),
    "form": pgettext_lazy("element", "Application form"),
    "checkpoints": pgettext_lazy("element", "Checkpoints"),
    "rulings": pgettext_lazy("element", "Rules of discretion"),
    "remainder": pgettext_lazy("element", "Imported fields without a place"),
}

#: What the parts of list rows are called.
PARTS: dict[str, Any] = {
    "when": pgettext_lazy("part", "Only where"),
    "result_of": pgettext_lazy("part", "Result of item"),
    "text_en": pgettext_lazy("part", "English text"),
    "is_many": pgettext_lazy("part", "Several answers"),
    "law": pgettext_lazy("part", "Law"),
    "article": pgettext_lazy("part", "Article"),
    "text": pgettext_lazy("part", "Text of the article"),
    "key": pgettext_lazy("part", "Key"),
    "name": pgettext_lazy("part", "Name"),
    "name_en": pgettext_lazy("part", "English name"),
    "medium": pgettext_lazy("part", "Medium"),
    "original": pgettext_lazy("part", "Originals"),
    "copies": pgettext_lazy("part", "Copies"),
    "source": pgettext_lazy("part", "Where it comes from"),
    "issuer": pgettext_lazy("part", "Issued by"),
    "stage": pgettext_lazy("part", "Step"),
    "is_required": pgettext_lazy("part", "Required"),
    "may_follow": pgettext_lazy("part", "May follow later"),
    "follow_days": pgettext_lazy("part", "Working days to hand it in later"),
    "follow_breach": pgettext_lazy("part", "If it does not come"),
    "grants": pgettext_lazy("part", "Result that grants at once"),
    "sampled": pgettext_lazy("part", "Per cent that officers look at"),
    "note": pgettext_lazy("part", "Note"),
    "basis": pgettext_lazy("part", "Basis"),
    "proof": pgettext_lazy("part", "Proof on the list"),
    "intermediary": pgettext_lazy("part", "Intermediary service"),
    "files": pgettext_lazy("part", "Blank forms and samples"),
    "is_reducible": pgettext_lazy("part", "May be reduced"),
    "reduction": pgettext_lazy("part", "Who pays less, and by which rule"),
    "standard": pgettext_lazy("part", "Standard"),
    "amount_fen": pgettext_lazy("part", "Amount"),
    "question": pgettext_lazy("part", "Question"),
    "answer": pgettext_lazy("part", "Answer"),
    "address": pgettext_lazy("part", "Address"),
    "hours": pgettext_lazy("part", "Hours"),
    "phone": pgettext_lazy("part", "Phone"),
    "kind": pgettext_lazy("part", "Kind"),
    "grant": pgettext_lazy("part", "Power needed"),
    "days": pgettext_lazy("part", "Working days"),
    "rule": pgettext_lazy("part", "Several decide"),
    "voters": pgettext_lazy("part", "How many"),
    "share": pgettext_lazy("part", "Per cent in favour"),
    "label": pgettext_lazy("part", "Label"),
    "label_en": pgettext_lazy("part", "English label"),
    "options": pgettext_lazy("part", "Choices"),
    "options_en": pgettext_lazy("part", "English choices"),
    "help": pgettext_lazy("part", "Help"),
    "pattern": pgettext_lazy("part", "Pattern"),
    "min": pgettext_lazy("part", "Least"),
    "max": pgettext_lazy("part", "Greatest"),
    "help_en": pgettext_lazy("part", "English help"),
    "unit": pgettext_lazy("part", "Unit"),
    "check": pgettext_lazy("part", "Must hold"),
    "check_text": pgettext_lazy("part", "What to put right"),
    "check_text_en": pgettext_lazy("part", "What to put right, in English"),
    "columns": pgettext_lazy("part", "Columns"),
    "link": pgettext_lazy("part", "At the link"),
    "manner": pgettext_lazy("part", "How it is reviewed"),
    "reason": pgettext_lazy("part", "Why in that manner"),
    "inputs": pgettext_lazy("part", "What it looks at"),
    "outputs": pgettext_lazy("part", "What it decides"),
    "lines": pgettext_lazy("part", "Lines"),
    "samples": pgettext_lazy("part", "Samples"),
}

#: Parts whose name depends on the list.
PARTS_OF: dict[tuple[str, str], Any] = {
    ("situations", "text"): pgettext_lazy("part", "Question"),
    ("terms", "text"): pgettext_lazy("part", "Condition"),
    ("checkpoints", "text"): pgettext_lazy("part", "What must be so"),
    ("form", "kind"): pgettext_lazy("part", "Kind of answer"),
    ("form", "is_required"): pgettext_lazy("part", "Must be answered"),
}

LINK_KINDS: dict[str, Any] = {
    "accept": pgettext_lazy("link", "Acceptance"),
    "examine": pgettext_lazy("link", "Examination"),
    "advise": pgettext_lazy("link", "Opinion of another office"),
    "site_visit": pgettext_lazy("link", "Site visit"),
    "expert_review": pgettext_lazy("link", "Expert review"),
    "hearing": pgettext_lazy("link", "Hearing"),
    "public_notice": pgettext_lazy("link", "Public notice"),
    "countersign": pgettext_lazy("link", "Counter-signature"),
    "decide": pgettext_lazy("link", "Decision"),
    "issue": pgettext_lazy("link", "Issue and delivery"),
}

#: Choices inside list rows, by part and value.
CHOICES: dict[str, dict[str, Any]] = {
    "medium": {
        "both": _("Paper or electronic"),
        "paper": _("Paper"),
        "electronic": _("Electronic"),
    },
    "follow_breach": {
        "hold": _("Nothing is granted without it"),
        "end": _("The case ends"),
        "record": _("It is put on record"),
    },
    "attachment": {
        "blank": _("Blank form"),
        "sample": _("Filled-in sample"),
    },
    "online_depth": {
        "1": _("Information only"),
        "2": _("Forms to download, questions"),
        "3": _("Applying online, once in person"),
        "4": _("Wholly online"),
    },
    "source": {
        "applicant": _("The applicant's own"),
        "government": _("Issued by an authority"),
        "other": _("From a third party"),
    },
    "kind": LINK_KINDS
    | {
        "text": pgettext_lazy("answer", "Short text"),
        "long_text": pgettext_lazy("answer", "Long text"),
        "number": pgettext_lazy("answer", "Number"),
        "money": pgettext_lazy("answer", "Amount of money"),
        "date": pgettext_lazy("answer", "Date"),
        "choice": pgettext_lazy("answer", "One of several"),
        "many": pgettext_lazy("answer", "Some of several"),
        "yes_no": pgettext_lazy("answer", "Yes or no"),
        "phone": pgettext_lazy("answer", "Phone number"),
        "resident_id": pgettext_lazy("answer", "Identity number"),
        "uscc": pgettext_lazy("answer", "Credit code"),
        "declaration": pgettext_lazy("answer", "Declaration"),
        "section": pgettext_lazy("answer", "Section heading"),
        "period": pgettext_lazy("answer", "Period (from – to)"),
        "region": pgettext_lazy("answer", "Region"),
        "person": pgettext_lazy("answer", "Person with document"),
        "organisation": pgettext_lazy("answer", "Organisation with credit code"),
        "file": pgettext_lazy("answer", "Files"),
        "table": pgettext_lazy("answer", "Table"),
    },
    "rule": {
        "": pgettext_lazy("countersign", "One person does it"),
        "all": pgettext_lazy("countersign", "All must agree"),
        "any": pgettext_lazy("countersign", "One in favour is enough"),
        "share": pgettext_lazy("countersign", "A share must agree"),
    },
    "manner": {
        "document": pgettext_lazy("manner", "Review of documents"),
        "on_site": pgettext_lazy("manner", "On-site check"),
        "query": pgettext_lazy("manner", "Check against data"),
        "expert": pgettext_lazy("manner", "Expert review"),
    },
    "grant": {
        "case.accept": _("Accepts cases"),
        "case.examine": _("Examines cases"),
        "case.decide": _("Decides cases"),
        "case.deliver": _("Delivers results"),
    },
}

#: The steps at which an authority owes something (责任事项).
DUTY_STAGES: dict[str, Any] = {
    "accept": pgettext_lazy("duty", "Acceptance"),
    "examine": pgettext_lazy("duty", "Examination"),
    "decide": pgettext_lazy("duty", "Decision"),
    "issue": pgettext_lazy("duty", "Issue and delivery"),
    "supervise": pgettext_lazy("duty", "Supervision afterwards"),
    "other": pgettext_lazy("duty", "Other duties"),
}


def element_label(name: str) -> str:
    """What an element of a version is called."""
    return str(ELEMENTS.get(name, name))


def part_label(name: str, within: str = "") -> str:
    """What a part of a row of a list is called."""
    return str(PARTS_OF.get((within, name)) or PARTS.get(name, name))
