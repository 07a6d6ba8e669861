"""The case and what belongs to it."""

from yimen.cases.models.case import Case
from yimen.cases.models.consulting import Consultation
from yimen.cases.models.desk import Note, Phrase, Urge, WorkView
from yimen.cases.models.handling import Delivery, Opinion, Pause
from yimen.cases.models.keys import CaseKey, CaseNumber
from yimen.cases.models.papers import CaseMaterial, Supplement

__all__ = [
    "Case",
    "CaseKey",
    "CaseMaterial",
    "CaseNumber",
    "Consultation",
    "Delivery",
    "Note",
    "Opinion",
    "Pause",
    "Phrase",
    "Supplement",
    "Urge",
    "WorkView",
]
