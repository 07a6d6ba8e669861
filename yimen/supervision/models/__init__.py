"""Rules, the moments they set, and the cards that come of them."""

from yimen.supervision.models.cameras import (
    Camera,
    CameraPlace,
    FootageLook,
    Observation,
    Presence,
)
from yimen.supervision.models.cards import Card, CardStep, Deadline
from yimen.supervision.models.inspections import Inspection, InspectionPlan
from yimen.supervision.models.rules import Rule

__all__ = [
    "Camera",
    "CameraPlace",
    "Card",
    "CardStep",
    "Deadline",
    "FootageLook",
    "Inspection",
    "InspectionPlan",
    "Observation",
    "Presence",
    "Rule",
]
