"""Rules, the moments they set, and the cards that come of them."""

from yimen.supervision.models.cards import Card, CardStep, Deadline
from yimen.supervision.models.inspections import Inspection, InspectionPlan
from yimen.supervision.models.rules import Rule

__all__ = ["Card", "CardStep", "Deadline", "Inspection", "InspectionPlan", "Rule"]
