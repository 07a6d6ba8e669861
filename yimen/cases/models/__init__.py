"""The case and what belongs to it."""

from yimen.cases.models.answering import ActTally, DueMove, Enquiry, GreenMark, Reproach
from yimen.cases.models.case import LAST_STEP, Case
from yimen.cases.models.charges import Charge
from yimen.cases.models.commitments import Commitment, FalsePromise, LaterCheck
from yimen.cases.models.consulting import Consultation
from yimen.cases.models.desk import Note, Phrase, Urge, WorkView
from yimen.cases.models.handling import Delivery, Opinion, Pause
from yimen.cases.models.hearings import ChairObjection, Hearing, HearingParty
from yimen.cases.models.instant import InstantStop
from yimen.cases.models.keys import CaseKey, CaseNumber, NoticeNumber
from yimen.cases.models.papers import CaseMaterial, Supplement
from yimen.cases.models.results import FollowUp, Result

__all__ = [
    "LAST_STEP",
    "ActTally",
    "Case",
    "CaseKey",
    "CaseMaterial",
    "CaseNumber",
    "ChairObjection",
    "Charge",
    "Commitment",
    "Consultation",
    "Delivery",
    "DueMove",
    "Enquiry",
    "FalsePromise",
    "FollowUp",
    "GreenMark",
    "Hearing",
    "HearingParty",
    "InstantStop",
    "LaterCheck",
    "Note",
    "NoticeNumber",
    "Opinion",
    "Pause",
    "Phrase",
    "Reproach",
    "Result",
    "Supplement",
    "Urge",
    "WorkView",
]
