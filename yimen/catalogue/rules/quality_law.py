"""Checks that ask for a legal reason: bases, citations, fees, materials, proofs, limits."""

import re
from collections.abc import Iterator

from yimen.catalogue.rules.citations import cited_in_content
from yimen.catalogue.rules.proofs import is_proof
from yimen.catalogue.rules.quality_terms import (
    ADVISORY,
    BLOCKING,
    PERMIT,
    Check,
    Content,
    Finding,
    KnowingCheck,
    Known,
    rows,
    said,
)

#: 兜底条款: a material nobody can know beforehand (Regulation on Optimising the Business
#: Environment of Guangdong, art. 29). “其他身份证件” names a thing and is no such clause.
CATCH_ALL = re.compile(
    r"(^|[-—－(（、，；:：的由]|规定|要求|需要|提交|提供)"
    r"其[他它]"
    r"(业务|相关|有关|必要|必需|必须|所需|相应|佐证|补充|证明|申请|辅助|应当|应|需要?|提交|提供|的)*"
    r"(材料|资料|文件|证明|手续)"
    r"($|[（(。；，、等])"
)
#: Licences every authority can look up (国务院令716, art. 7, 10: what sharing gives is not asked).
SHARED = re.compile(
    r"^(居民)?(身份证|户口簿|营业执照|社会保障卡|不动产权证书?|结婚证)(复印件|原件)?$"
)
CODES = {"no_law": "law_unknown", "no_article": "article_unknown", "repealed": "law_repealed"}


def is_catch_all(name: str) -> bool:
    """Whether a material is named by a catch-all clause (“法律法规规定的其他材料”)."""
    return CATCH_ALL.search(name.strip()) is not None


def _a_permit_rests_on_law(content: Content) -> Iterator[Finding]:
    """Permits need a law that sets them (Administrative Licensing Law, art. 14–17)."""
    if not content.get("bases"):
        level = BLOCKING if content.get("item_type") == PERMIT else ADVISORY
        yield Finding("basis_missing", level, "bases")


def _bases_name_articles(content: Content) -> Iterator[Finding]:
    for row in rows(content, "bases"):
        if not said(row, "article") and "条" not in said(row, "law").rpartition("》")[2]:
            yield Finding("basis_without_article", ADVISORY, "bases", {"law": said(row, "law")})


def _promised_within_legal(content: Content) -> Iterator[Finding]:
    """A promise may shorten the statutory limit, never lengthen it (优化营商环境条例 art. 36)."""
    legal, promised = content.get("legal_days"), content.get("promised_days")
    same_unit = content.get("legal_unit") == content.get("promised_unit")
    if legal is not None and promised is not None and same_unit and promised > legal:
        facts = {"promised": promised, "legal": legal}
        yield Finding("promised_over_legal", BLOCKING, "promised_days", facts)


def _fees_have_standard_and_basis(content: Content) -> Iterator[Finding]:
    """No charge without law and a published standard (Administrative Licensing Law, art. 58–59)."""
    for row in rows(content, "fees"):
        for place in ("basis", "standard"):
            if not said(row, place):
                yield Finding(f"fee_without_{place}", BLOCKING, "fees", {"name": row["name"]})
        if row.get("is_reducible") and not said(row, "reduction"):
            facts = {"name": row["name"]}
            yield Finding("reduction_without_reason", ADVISORY, "fees", facts)


def _materials_are_named(content: Content) -> Iterator[Finding]:
    for row in rows(content, "materials"):
        if is_catch_all(row["name"]):
            yield Finding("catch_all_material", BLOCKING, "materials", {"name": row["name"]})


def _shared_papers_are_not_demanded(content: Content) -> Iterator[Finding]:
    for row in rows(content, "materials"):
        on_paper = row.get("medium") == "paper" and row.get("is_required", True)
        if on_paper and SHARED.match(said(row, "name")):
            yield Finding("shared_material", ADVISORY, "materials", {"name": row["name"]})


def _citations_are_found(content: Content, known: Known) -> Iterator[Finding]:
    """A repealed law carries nothing; what is not among the loaded texts is only mentioned."""
    told = set()
    for field, one in cited_in_content(content):
        state = (known.cited or {}).get(one.article, "found")
        if state == "found" or (field, one.article) in told:
            continue
        told.add((field, one.article))
        is_grave = state == "repealed" and field == "bases" and content.get("item_type") == PERMIT
        facts = {"law": one.name, "cited": str(one.article)}
        yield Finding(CODES[state], BLOCKING if is_grave else ADVISORY, field, facts)


def _proofs_are_on_the_list(content: Content, known: Known) -> Iterator[Finding]:
    """No proof is demanded outside the list (优化营商环境条例 art. 44); without a list, advice."""
    if known.proofs is None:
        return
    for row in rows(content, "materials"):
        key, facts = said(row, "proof"), {"name": row["name"]}
        if key and known.proofs.get(key) == "withdrawn":
            yield Finding("proof_withdrawn", BLOCKING, "materials", facts)
        elif is_proof(row) and key not in known.proofs:
            level = BLOCKING if known.proofs else ADVISORY
            yield Finding("proof_outside_list", level, "materials", facts)


CHECKS: tuple[Check, ...] = (
    _a_permit_rests_on_law,
    _bases_name_articles,
    _promised_within_legal,
    _fees_have_standard_and_basis,
    _materials_are_named,
    _shared_papers_are_not_demanded,
)
KNOWING_CHECKS: tuple[KnowingCheck, ...] = (_citations_are_found, _proofs_are_on_the_list)
