"""The sentences of the catalogue, by topic."""

from yimen.catalogue.messages.elements import (
    CHOICES,
    DUTY_STAGES,
    ELEMENTS,
    LINK_KINDS,
    PARTS,
    PARTS_OF,
    element_label,
    part_label,
)
from yimen.catalogue.messages.findings import FINDINGS, finding_text, rule_text
from yimen.catalogue.messages.imports import (
    COUNTS,
    KEPT_ASIDE,
    OUTCOMES,
    PROBLEM_LINE,
    PROBLEMS,
    Coded,
    problem_line,
    problem_text,
)
from yimen.catalogue.messages.laws import LAW_COUNTS, LAW_PROBLEMS, law_problem_text
from yimen.catalogue.messages.proofs import PROOF_PARTS

__all__ = [
    "CHOICES",
    "COUNTS",
    "DUTY_STAGES",
    "ELEMENTS",
    "FINDINGS",
    "KEPT_ASIDE",
    "LAW_COUNTS",
    "LAW_PROBLEMS",
    "LINK_KINDS",
    "OUTCOMES",
    "PARTS",
    "PARTS_OF",
    "PROBLEMS",
    "PROBLEM_LINE",
    "PROOF_PARTS",
    "Coded",
    "element_label",
    "finding_text",
    "law_problem_text",
    "part_label",
    "problem_line",
    "problem_text",
    "rule_text",
]
