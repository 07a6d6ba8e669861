"""Checks that an item can be used as it says: pace, ways, phones, results, links, audiences."""

import re
from collections.abc import Iterator

from yimen.catalogue.rules.quality_terms import (
    ADVISORY,
    BLOCKING,
    EX_OFFICIO,
    PERMIT,
    Check,
    Content,
    Finding,
    rows,
    said,
)

INSTANT, WHOLLY_ONLINE, INDIVIDUALS = "1", "4", "1"
#: 020-12345678, (0790) 6440001, 400-800-1234, mobile numbers; 12345 and its like need none.
WITH_AREA_CODE = re.compile(
    r"(?<!\d)(0\d{2,3}[-—－ )）]*\d{7,8}|400[-— ]?\d{3,4}[-— ]?\d{3,4}"
    r"|1[3-9]\d{9}|1\d{4}|9\d{4})(?!\d)"
)
#: Themes of the national platform that only individuals, or only legal persons, look under.
INDIVIDUAL_THEMES = frozenset(
    [
        *("生育收养", "户籍办理", "婚姻登记", "优待抚恤", "住房保障", "证件办理", "出境入境"),
        *("离职退休", "死亡殡葬", "旅游观光", "消费维权"),
    ]
)
LEGAL_THEMES = frozenset(
    [
        *("资质认证", "年检年审", "税收财务", "投资审批", "融资信贷", "抵押质押", "商务贸易"),
        *("招标拍卖", "海关口岸", "法人注销", "人力资源", "涉外服务"),
    ]
)


def _must_be_named(content: Content) -> Iterator[Finding]:
    if not said(content, "name"):
        yield Finding("name_missing", BLOCKING, "name")


def _somebody_must_be_served(content: Content) -> Iterator[Finding]:
    if not content.get("audiences"):
        yield Finding("audience_missing", BLOCKING, "audiences")


def _instant_means_at_once(content: Content) -> Iterator[Finding]:
    """即办件 if and only if nothing has to be waited for."""
    is_instant, promised = content.get("pace") == INSTANT, content.get("promised_days")
    if is_instant and (promised or 0) > 1:
        yield Finding("instant_with_days", ADVISORY, "pace", {"days": promised})
    if not is_instant and promised == 0:
        yield Finding("promised_at_once", ADVISORY, "pace")


def _results_are_named(content: Content) -> Iterator[Finding]:
    if content.get("result_kind") in {None, "", "none"}:
        return
    if not content.get("result_name"):
        yield Finding("result_without_name", ADVISORY, "result_name")
    if not content.get("result_sample"):
        yield Finding("result_without_sample", ADVISORY, "result_sample")


def _results_are_issued_last(content: Content) -> Iterator[Finding]:
    """出证办结, 出文办结: a licence or paper is made and delivered at the end."""
    links = rows(content, "links")
    is_paper = content.get("result_kind") in {"licence", "document"}
    if is_paper and links and links[-1].get("kind") != "issue":
        yield Finding("last_link_issues_nothing", ADVISORY, "links", {"link": links[-1]["name"]})


def _what_follows_has_a_day(content: Content) -> Iterator[Finding]:
    """A paper that may follow without a day is asked for with the application like any other."""
    for row in rows(content, "materials"):
        is_open = row.get("may_follow") and not row.get("follow_days")
        if is_open and row.get("is_required", True):
            yield Finding("follow_without_days", ADVISORY, "materials", {"material": row["name"]})


def _visits_have_a_reason(content: Content) -> Iterator[Finding]:
    if content.get("visits") and not content.get("visits_note"):
        facts = {"visits": content["visits"]}
        yield Finding("visits_without_reason", ADVISORY, "visits_note", facts)


def _there_is_a_way(content: Content) -> Iterator[Finding]:
    """No visit and not online: then by post, or there is no way at all to apply."""
    ways = (content.get("visits"), content.get("is_online"), content.get("is_express"))
    is_applied_for = content.get("item_type") not in EX_OFFICIO
    if is_applied_for and content.get("is_online") is False and not any(ways):
        yield Finding("no_way_to_apply", BLOCKING, "is_express")


def _wholly_online_needs_no_visit(content: Content) -> Iterator[Finding]:
    if content.get("online_depth") != WHOLLY_ONLINE:
        return
    if content.get("visits"):
        facts = {"visits": content["visits"]}
        yield Finding("online_with_visits", ADVISORY, "visits", facts)
    if content.get("is_online") is False:
        yield Finding("online_depth_but_not_online", ADVISORY, "is_online")


def _paying_online_fits_the_fees(content: Content) -> Iterator[Finding]:
    has_fees, pays_online = bool(rows(content, "fees")), bool(content.get("is_pay_online"))
    if pays_online and not has_fees:
        yield Finding("pay_online_without_fees", ADVISORY, "is_pay_online")
    if has_fees and content.get("is_online") and not pays_online:
        yield Finding("fees_not_paid_online", ADVISORY, "is_pay_online")


def _two_phones(content: Content) -> Iterator[Finding]:
    """Who is complained about does not answer the complaint; strangers need the area code."""
    consult, complaint = said(content, "consult_phone"), said(content, "complaint_phone")
    if consult and consult == complaint:
        yield Finding("same_phone", ADVISORY, "complaint_phone", {"phone": complaint})
    for name, value in (("consult_phone", consult), ("complaint_phone", complaint)):
        if not value:
            yield Finding("phone_missing", ADVISORY, name)
        elif not WITH_AREA_CODE.search(value):
            yield Finding("phone_without_area_code", ADVISORY, name, {"phone": value})


def _themes_fit_the_audiences(content: Content) -> Iterator[Finding]:
    audiences = set(content.get("audiences") or [])
    themes = content.get("themes") or []
    if not audiences:
        return
    for theme in themes:
        misses_individuals = theme in INDIVIDUAL_THEMES and INDIVIDUALS not in audiences
        misses_others = theme in LEGAL_THEMES and audiences == {INDIVIDUALS}
        if misses_individuals or misses_others:
            yield Finding("theme_for_others", ADVISORY, "themes", {"theme": theme})


def _somebody_accepts_and_decides(content: Content) -> Iterator[Finding]:
    kinds = {row.get("kind") for row in rows(content, "links")}
    for kind in ("accept", "decide"):
        if kind not in kinds:
            yield Finding(f"no_{kind}_link", BLOCKING, "links")


def _permits_are_complete(content: Content) -> Iterator[Finding]:
    """Permits answer a question and are examined and delivered: 受理 审核 审批 办结 送达.

    What is decided on the spot (Administrative Licensing Law, art. 34) has no examination.
    """
    if content.get("item_type") != PERMIT:
        return
    if not content.get("questions"):
        yield Finding("no_question", ADVISORY, "questions")
    kinds = {row.get("kind") for row in rows(content, "links")}
    for kind in ("issue",) if content.get("pace") == INSTANT else ("examine", "issue"):
        if kinds and kind not in kinds:
            yield Finding(f"permit_without_{kind}_link", ADVISORY, "links")


CHECKS: tuple[Check, ...] = (
    _must_be_named,
    _somebody_must_be_served,
    _instant_means_at_once,
    _somebody_accepts_and_decides,
    _results_are_issued_last,
    _two_phones,
    _what_follows_has_a_day,
    _visits_have_a_reason,
    _there_is_a_way,
    _wholly_online_needs_no_visit,
    _paying_online_fits_the_fees,
    _themes_fit_the_audiences,
    _permits_are_complete,
    _results_are_named,
)
