"""What a good item says and must not say: findings for editors (domain rules of the field).

Blocking findings stop a draft from being submitted; advisory ones are shown beside the field.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from yimen.catalogue.rules.situation_checks import troubles
from yimen.kernel.codes import ItemCode, parse_item_code

BLOCKING = "blocking"
ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right: a code, how grave, which field, and the facts for the sentence."""

    code: str
    level: str
    field: str
    facts: Mapping[str, object] = made(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        """Whether the draft cannot be submitted with it."""
        return self.level == BLOCKING


Content = Mapping[str, Any]
Check = Callable[[Content], Iterator[Finding]]

#: 兜底条款: a material nobody can know beforehand (Regulation on Optimising the Business
#: Environment of Guangdong, art. 29). “其他身份证件” names a thing and is no such clause.
CATCH_ALL = re.compile(
    r"(^|[-—－(（、，；:：的由]|规定|要求|需要|提交|提供)"
    r"其[他它]"
    r"(业务|相关|有关|必要|必需|必须|所需|相应|佐证|补充|证明|申请|辅助|应当|应|需要?|提交|提供|的)*"
    r"(材料|资料|文件|证明|手续)"
    r"($|[（(。；，、等])"
)


def findings(content: Content, *, code: str) -> list[Finding]:
    """Everything to put right in a version of the item with that code, blocking findings first."""
    found = [finding for check in CHECKS for finding in check(content)]
    found += _code_fits(content, parse_item_code(code))
    return sorted(found, key=lambda finding: not finding.is_blocking)


def is_catch_all(name: str) -> bool:
    """Whether a material is named by a catch-all clause (“法律法规规定的其他材料”)."""
    return CATCH_ALL.search(name.strip()) is not None


def _must_be_named(content: Content) -> Iterator[Finding]:
    if not str(content.get("name") or "").strip():
        yield Finding("name_missing", BLOCKING, "name")


def _somebody_must_be_served(content: Content) -> Iterator[Finding]:
    if not content.get("audiences"):
        yield Finding("audience_missing", BLOCKING, "audiences")


def _a_permit_rests_on_law(content: Content) -> Iterator[Finding]:
    """Permits need a law that sets them (Administrative Licensing Law, art. 14–17)."""
    if not content.get("bases"):
        level = BLOCKING if content.get("item_type") == "01" else ADVISORY
        yield Finding("basis_missing", level, "bases")


def _promised_within_legal(content: Content) -> Iterator[Finding]:
    """A promise may shorten the statutory limit, never lengthen it (优化营商环境条例 art. 36)."""
    legal, promised = content.get("legal_days"), content.get("promised_days")
    same_unit = content.get("legal_unit") == content.get("promised_unit")
    if legal is not None and promised is not None and same_unit and promised > legal:
        facts = {"promised": promised, "legal": legal}
        yield Finding("promised_over_legal", BLOCKING, "promised_days", facts)


def _instant_means_at_once(content: Content) -> Iterator[Finding]:
    if content.get("pace") == "1" and (content.get("promised_days") or 0) > 1:
        yield Finding("instant_with_days", ADVISORY, "pace", {"days": content["promised_days"]})


def _fees_have_standard_and_basis(content: Content) -> Iterator[Finding]:
    for row in content.get("fees") or []:
        for place in ("basis", "standard"):
            if not str(row.get(place) or "").strip():
                yield Finding(f"fee_without_{place}", BLOCKING, "fees", {"name": row["name"]})


def _materials_are_named(content: Content) -> Iterator[Finding]:
    for row in content.get("materials") or []:
        if is_catch_all(row["name"]):
            yield Finding("catch_all_material", BLOCKING, "materials", {"name": row["name"]})


def _somebody_accepts_and_decides(content: Content) -> Iterator[Finding]:
    kinds = {row.get("kind") for row in content.get("links") or []}
    for kind in ("accept", "decide"):
        if kind not in kinds:
            yield Finding(f"no_{kind}_link", BLOCKING, "links")


def _two_phones(content: Content) -> Iterator[Finding]:
    """Who is complained about does not answer the complaint."""
    consult, complaint = content.get("consult_phone"), content.get("complaint_phone")
    if consult and consult == complaint:
        yield Finding("same_phone", ADVISORY, "complaint_phone", {"phone": complaint})
    for name, value in (("consult_phone", consult), ("complaint_phone", complaint)):
        if not value:
            yield Finding("phone_missing", ADVISORY, name)


def _visits_have_a_reason(content: Content) -> Iterator[Finding]:
    if content.get("visits") and not content.get("visits_note"):
        yield Finding(
            "visits_without_reason", ADVISORY, "visits_note", {"visits": content["visits"]}
        )


def _permits_answer_questions(content: Content) -> Iterator[Finding]:
    if content.get("item_type") == "01" and not content.get("questions"):
        yield Finding("no_question", ADVISORY, "questions")


def _results_are_named(content: Content) -> Iterator[Finding]:
    if content.get("result_kind") not in {None, "", "none"} and not content.get("result_name"):
        yield Finding("result_without_name", ADVISORY, "result_name")


def _situations_hold(content: Content) -> Iterator[Finding]:
    for trouble in troubles(content):
        yield Finding(trouble.code, trouble.level, trouble.list, trouble.facts)


def _code_fits(content: Content, code: ItemCode) -> Iterator[Finding]:
    """Pseudo-codes are published by some provinces, so they are only mentioned."""
    if not code.is_department_valid:
        facts = {"authority": code.department}
        yield Finding("authority_code_unusual", ADVISORY, "code", facts)
    if content.get("item_type") != code.item_type:
        facts = {"type": str(content.get("item_type")), "code_type": code.item_type}
        yield Finding("type_differs_from_code", ADVISORY, "item_type", facts)


CHECKS: Sequence[Check] = (
    _must_be_named,
    _somebody_must_be_served,
    _a_permit_rests_on_law,
    _promised_within_legal,
    _instant_means_at_once,
    _fees_have_standard_and_basis,
    _materials_are_named,
    _somebody_accepts_and_decides,
    _two_phones,
    _visits_have_a_reason,
    _permits_answer_questions,
    _results_are_named,
    _situations_hold,
)
