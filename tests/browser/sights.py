"""Every kind of page of the running demo city: who looks, and where; for tests and screenshots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.steps import ITEM, answer_situation, fill_form, find_and_open, upload_all

#: An item of the market administration that is being changed, and one that waits for review.
CHANGED, CHECKED = "特种设备使用登记", "食品安全违法行为举报奖励"
#: An item with a paper that may follow by a day, if the situation is that of an inspection.
PROMISED = "公共场所卫生许可"
Enter = Callable[..., Page]


@dataclass(frozen=True)
class Sight:
    """A kind of page. `who` signs in to see it; nobody does for the public ones."""

    name: str
    who: str
    address: str


def sights(city: City, enter: Enter) -> list[Sight]:
    """All of them, public pages first; what the demo city has none of is made on the way."""
    return [
        *_public(city),
        *_of_residents(city, enter),
        *_of_promises(city, enter),
        *_of_hearings(city),
        *_of_pre_reviews(city),
        *_of_officers(city, enter),
        *_of_items(city, enter),
        *_of_the_exchange(city, enter),
        *_of_laws_and_proofs(city),
        *_of_cards(city),
        *_of_inspections(city),
        *_of_windows(city),
        *_of_scores(city),
    ]


def code_of(city: City, name: str) -> str:
    """The code of the item on offer by that name."""
    found = (
        "select i.code from catalogue_serviceitem i join catalogue_itemversion v"
        " on v.id = i.current_id where v.name = %s"
    )
    return city.rows(found, name)[0][0]


def _public(city: City) -> Iterator[Sight]:
    code = code_of(city, ITEM)
    addresses = {
        "home": "/",
        "items": "/items/?text=许可",
        "items-none": "/items/?text=飞碟起降",
        "items-nearly": "/items/?text=食品经应许可",
        "guide": f"/items/{code}/",
        "guide-situation": f"/items/{code}/?s-kind=change&s-change=scope",
        "guide in another site's page": f"/items/{code}/embedded/",
        "login": "/accounts/login/",
        "signup": "/accounts/signup/",
        "query": "/query/",
        "public cases": "/disclosure/",
        "public screen": "/live/",
        "hearings": "/hearings/",
        "regions": "/regions/",
        "help": "/help/",
        "accessibility": "/accessibility/",
        "missing": "/items/none/",
    }
    for name, address in addresses.items():
        yield Sight(name, "", address)
    yield Sight("begin", "resident", f"/items/{code}/apply/")


def _of_residents(city: City, enter: Enter) -> Iterator[Sight]:
    page = enter("resident")
    find_and_open(page)
    page.locator("a[href$='/apply/']").first.click()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/situation/")
    yield Sight("situation", "resident", page.url.removeprefix(city.url))
    answer_situation(page)
    form = page.url.removeprefix(city.url)
    yield Sight("form", "resident", form)
    fill_form(page)
    page.locator("main form button.btn-primary").click()
    upload_all(page)
    for name in ("materials", "check"):
        yield Sight(name, "resident", form.replace("/form/", f"/{name}/"))
    mine = dict(
        city.rows(
            "select c.state, c.number from cases_case c join identity_account a"
            " on a.party_id = c.applicant_id where a.username = 'resident' and c.number is not null"
        )
    )
    case, waiting = f"/cases/{mine['accepted']}/", f"/cases/{mine['supplementing']}/"
    addresses = {
        "cases": "/cases/",
        "case": case,
        "case-ended": f"/cases/{mine['concluded']}/",
        "receipt": f"{case}receipt/",
        "withdraw": f"{case}withdraw/",
        "case-waiting": waiting,
        "supplement": f"{waiting}supplement/",
        "messages": "/messages/",
        "account": "/account/",
        "message-choices": "/account/messages/",
        "delivery": f"{case}delivery/",
        "agents": "/account/agents/",
        "agents-authorise": "/account/agents/authorise/?text=食品",
        "agents-ask": "/account/agents/ask/",
        "offline": "/apply/offline/",
    }
    for name, address in addresses.items():
        yield Sight(name, "resident", address)
    yield Sight("station", "window", f"/station/?item={code_of(city, ITEM)}")


def _of_promises(city: City, enter: Enter) -> Iterator[Sight]:
    """Signing for a paper that may follow, and a case that still owes one."""
    page = enter("resident")
    page.goto(f"/items/{code_of(city, PROMISED)}/apply/")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/situation/")
    answer_situation(page, rather="inspected")
    form = page.url.removeprefix(city.url)
    yield Sight("commit", "resident", form.replace("/form/", "/commit/"))
    owing = city.rows(
        "select c.number from cases_case c join cases_commitment p on p.case_id = c.id"
        " where c.state = 'accepted'"
    )[0][0]
    yield Sight("case-owing", "owner", f"/cases/{owing}/")


def _of_hearings(city: City) -> Iterator[Sight]:
    """A right to a hearing that was told, and hearings under way."""
    told = city.rows(
        "select c.number from cases_case c join cases_hearing h on h.case_id = c.id"
        " where h.state = 'told' and c.state in ('accepted', 'in_review')"
    )[0][0]
    yield Sight("case-heard", "owner2", f"/cases/{told}/")
    yield Sight("hearing", "owner2", f"/cases/{told}/hearing/")
    yield Sight("desk-hearing", "land-examiner", f"/desk/cases/{told}/hearing/")
    yield Sight("desk-case-heard", "land-examiner", f"/desk/cases/{told}/")
    yield Sight("desk-hearings", "land-examiner", "/desk/hearings/")


def _of_pre_reviews(city: City) -> Iterator[Sight]:
    """Cases seen online before the originals come: to be looked at, to be mended, to be brought."""
    number = dict(
        city.rows(
            "select state, number from cases_case"
            " where state in ('prereview', 'sent_back', 'passed') order by number desc"
        )
    )
    mending = f"/cases/{number['sent_back']}/"
    yield Sight("case-sent-back", "resident3", mending)
    yield Sight("mend", "resident3", f"{mending}supplement/")
    yield Sight("case-originals", "resident6", f"/cases/{number['passed']}/")
    clerk = "yushui-transport-clerk"
    yield Sight("desk-case-prereview", clerk, f"/desk/cases/{number['prereview']}/")
    yield Sight("desk-case-originals", clerk, f"/desk/cases/{number['passed']}/")


def _of_officers(city: City, enter: Enter) -> Iterator[Sight]:
    number = dict(
        city.rows(
            "select c.state, max(c.number) from cases_case c join orgs_organisation o"
            " on o.id = c.organisation_id where o.path = 'xinyu/market/' group by c.state"
        )
    )
    yield Sight("desk-worklist", "clerk", "/desk/")
    yield Sight("desk-worklist-none", "clerk", "/desk/?kind=decide")
    yield Sight("desk-worklist-house", "clerk", "/desk/?scope=house&order=oldest")
    yield Sight("desk-phrases", "clerk", "/desk/phrases/")
    yield Sight("desk-consent", "clerk", "/desk/people/consents/?text=食品")
    yield Sight("desk-batch", "clerk", f"/desk/batch/?case={number['submitted']}")
    for state, who in (
        ("submitted", "clerk"),
        ("accepted", "examiner"),
        ("in_review", "approver"),
        ("granted", "clerk"),
    ):
        name = "" if state == "accepted" else f"-{state.replace('_', '-')}"
        yield Sight(f"desk-case{name}", who, f"/desk/cases/{number[state]}/")
    yield from _of_handling(city, number)
    yield from _of_the_asked(city, enter, number["accepted"])
    yield from _of_ended(number["concluded"])
    yield Sight("desk-cases", "clerk", "/desk/cases/")
    yield Sight("desk-cases-none", "clerk", "/desk/cases/?q=飞碟")
    yield Sight("desk-messages", "approver", "/desk/messages/")
    yield from _of_the_house(city)
    yield from _of_operations()
    yield from _of_letters_and_systems(city, enter)
    yield from _of_moved_cases(city, enter)
    yield from _of_answering(city, enter, number["submitted"])


def _of_ended(number: str) -> Iterator[Sight]:
    """What comes after a decision."""
    case = f"/desk/cases/{number}/"
    yield Sight("desk-record", "approver", f"{case}record/")
    yield Sight("desk-case-concluded", "approver", case)
    yield Sight("desk-result-revoke", "approver", f"{case}result/revoke/")
    yield Sight("desk-results", "approver", "/desk/results/")
    yield Sight("desk-later-checks", "approver", "/desk/later-checks/")


def _of_operations() -> Iterator[Sight]:
    """What whoever runs the site looks after."""
    addresses = {
        "instant": "/desk/instant/",
        "staff": "/desk/people/",
        "calendar": "/desk/calendar/?year=2026",
        "operations": "/desk/operations/",
        "outbox": "/desk/outbox/",
        "texts": "/desk/outbox/texts/",
        "text": "/desk/outbox/texts/case.accepted/sms/zh-hans/",
        "systems": "/desk/systems/",
        "system-new": "/desk/systems/new/",
    }
    for name, address in addresses.items():
        yield Sight(f"desk-{name}", "admin", address)


def _of_handling(city: City, number: dict[str, str]) -> Iterator[Sight]:
    """Asking another department, who does a task, and what the applicant was told in writing."""
    case = f"/desk/cases/{number['accepted']}"
    task = city.rows(
        "select t.id from process_task t join cases_case c on c.id = t.subject"
        f" where c.number = '{number['accepted']}' and t.closed_at is null"
    )[0][0]
    seq = city.rows(
        "select e.seq from journal_entry e join cases_case c on c.id = e.subject"
        f" where c.number = '{number['accepted']}'"
        " and e.kind in ('case.accepted', 'case.deemed_accepted')"
    )[0][0]
    yield Sight("desk-question", "examiner", f"{case}/consult/")
    yield Sight("desk-asked", "examiner", "/desk/asked/")
    yield Sight("desk-task", "examiner", f"{case}/tasks/{task}/")
    yield Sight("desk-notice", "examiner", f"{case}/notices/{seq}/")


def _of_the_asked(city: City, enter: Enter, number: str) -> Iterator[Sight]:
    """What another department is asked about a case."""
    page = enter("examiner")
    page.goto(f"/desk/cases/{number}/consult/")
    page.fill("main [name=organisation]", "新余市消防救援支队")
    page.fill("main [name=question]", "该场所的疏散通道和消防设施是否符合要求？")
    page.check("main [name=shares_materials]")
    page.click("main .btn-primary")
    page.wait_for_url(f"**/desk/cases/{number}/")
    asked = city.rows("select id from cases_consultation order by id desc")[0][0]
    yield Sight("desk-asked-page", "fire-examiner", f"/desk/asked/{asked}/")
    yield Sight("desk-question-recall", "examiner", f"/desk/cases/{number}/consult/{asked}/recall/")


def _of_answering(city: City, enter: Enter, number: str) -> Iterator[Sight]:
    """Who stands in, who answers, who did what."""
    page = enter("clerk")
    page.goto("/desk/answering/")
    page.fill("main [name=question]", "食品经营许可证到期前多久可以申请延续？")
    page.fill("main [name=asked_by]", "周文静")
    page.fill("main [name=phone]", "0790-6440000")
    page.click("main form:has([name=question]) button")
    page.locator("#news .y-notice--good").wait_for()
    enquiry = city.rows("select id from cases_enquiry order by id desc")[0][0]
    yield Sight("desk-enquiry", "clerk", f"/desk/enquiries/{enquiry}/")
    yield Sight("desk-absence", "clerk", "/desk/people/absence/")
    yield Sight("desk-answering", "clerk", "/desk/answering/")
    yield Sight("desk-enquiries", "clerk", "/desk/enquiries/")
    yield Sight("desk-case-answering", "supervisor", f"/desk/cases/{number}/answering/")
    yield Sight("desk-case-charges", "clerk", f"/desk/cases/{number}/charges/")
    yield Sight("desk-green", "approver", "/desk/green/")
    yield Sight("desk-report", "clerk", "/desk/report/")
    yield Sight("desk-letters", "admin", "/desk/house/letters/")


def _of_the_house(city: City) -> Iterator[Sight]:
    house, officer, post = city.rows(
        "select o.id, s.id, p.post_id from orgs_organisation o"
        " join orgs_staff s on s.organisation_id = o.id join orgs_posting p on p.staff_id = s.id"
        " where o.path = 'xinyu/market/' order by s.number"
    )[0]
    addresses = {
        "organisations": "/desk/house/",
        "organisation": f"/desk/house/{house}/",
        "organisation-add": f"/desk/house/{house}/add/",
        "organisation-change": f"/desk/house/{house}/change/",
        "post": f"/desk/house/posts/{post}/",
        "post-add": f"/desk/house/{house}/posts/add/",
        "letter-add": f"/desk/house/{house}/letters/add/",
        "officer": f"/desk/people/{officer}/",
        "officer-add": f"/desk/house/{house}/officers/add/",
        "staff-none": "/desk/people/?q=nobody",
        "calendar-change": "/desk/calendar/day/?place=360500000000&day=2026-12-30&is_workday=no"
        "&name=暴雪停工&reason=市政府通告",
    }
    for name, address in addresses.items():
        yield Sight(f"desk-{name}", "admin", address)


def _of_letters_and_systems(city: City, enter: Enter) -> Iterator[Sight]:
    """Who represents an office at a hall, and a department's own system."""
    house, officer = city.rows(
        "select o.id, s.number from orgs_organisation o"
        " join orgs_staff s on s.organisation_id = o.id"
        " where o.path = 'xinyu/market/' order by s.number desc"
    )[0]
    page = enter("admin")
    page.goto(f"/desk/house/{house}/letters/add/")
    page.fill("main [name=number]", "余市监授〔2026〕3号")
    page.select_option("main [name=hall]", index=1)
    page.fill("main [name=officer]", officer)
    for act in page.locator("main [name=acts]").all():
        act.check()
    page.fill("main [name=until]", f"{timezone.localdate() + timedelta(days=365)}")
    page.click("main .btn-primary")
    page.locator("article #letter").wait_for()
    yield Sight("desk-letter", "admin", page.url.removeprefix(city.url))
    page.goto("/desk/systems/new/")
    page.fill("main [name=name]", "市场监管审批平台")
    page.select_option("main [name=organisation]", f"{house}")
    page.locator("main [name=scopes]").first.check()
    page.click("main .btn-primary")
    page.locator("code").wait_for()
    system = city.rows("select id from exchange_client order by registered_at desc")[0][0]
    page.goto(f"/desk/systems/{system}/")
    page.click("details:has([name=url]) summary")
    page.fill("main [name=url]", "https://approval.example.org/yimen/")
    page.click("details:has([name=url]) .btn-primary")
    page.locator("code").wait_for()
    yield Sight("desk-system", "admin", f"/desk/systems/{system}/")


def _of_moved_cases(city: City, enter: Enter) -> Iterator[Sight]:
    """The cases whose due day moved because the offices of the place are closed on a day."""
    today = timezone.localdate()
    wednesday = today + timedelta(days=(2 - today.weekday()) % 7 or 7)
    page = enter("admin")
    page.goto(
        f"/desk/calendar/day/?place=360500000000&day={wednesday}&is_workday=no"
        "&name=暴雪停工&reason=市政府通告"
    )
    page.click("main .btn-primary")
    page.wait_for_url("**/desk/calendar/?**")
    entry = city.rows("select max(id) from journal_entry where stream = 'calendar'")[0][0]
    yield Sight("desk-calendar-moves", "admin", f"/desk/calendar/moves/{entry}/")


def _of_cards(city: City) -> Iterator[Sight]:
    """Cards, what stands against a unit, the overview, the bulletin, the rules."""
    cards = dict(city.rows("select code, id from supervision_card"))
    rule = city.rows("select id from supervision_rule where code = 'T6.1'")[0][0]
    desk = "/desk/supervision"
    yield Sight("desk-cards", "supervisor", f"{desk}/cards/")
    yield Sight("desk-cards-none", "supervisor", f"{desk}/cards/?state=appealed")
    yield Sight("desk-card-explained", "supervisor", f"{desk}/cards/{cards['P6.3']}/")
    yield Sight("desk-card-upheld", "environment-approver", f"{desk}/cards/{cards['T6.1']}/")
    yield Sight("desk-card-unit", "environment-approver", f"{desk}/unit/")
    yield Sight("desk-near", "approver", f"{desk}/near/")
    yield Sight("desk-overview", "supervisor", f"{desk}/overview/")
    yield Sight("desk-live", "supervisor", "/desk/live/")
    yield Sight("desk-bulletin", "supervisor", f"{desk}/bulletin/")
    yield Sight("desk-rules", "supervisor", f"{desk}/rules/")
    yield Sight("desk-rule", "overseer", f"{desk}/rules/{rule}/")
    yield Sight("desk-rule-next", "overseer", f"{desk}/rules/{rule}/next/")


def _of_scores(city: City) -> Iterator[Sight]:
    """Scores: a month that runs, one that is closed, a sheet of each, an appeal, titles."""
    closed = (
        "select to_char(s.month, 'YYYY-MM'), s.organisation_id, l.id from figures_score s"
        " join figures_scoreline l on l.score_id = s.id"
        " join figures_scoreappeal a on a.line_id = l.id"
    )
    month, office, line = city.rows(closed)[0]
    desk = "/desk/scores"
    yield Sight("desk-scores", "supervisor", f"{desk}/")
    yield Sight("desk-scores-closed", "supervisor", f"{desk}/?kind=window&month={month}")
    yield Sight("desk-score", "supervisor", f"{desk}/department/{office}/")
    yield Sight("desk-score-closed", "supervisor", f"{desk}/department/{office}/?month={month}")
    yield Sight("desk-score-mine", "approver", f"{desk}/mine/")
    yield Sight("desk-score-line", "overseer", f"{desk}/lines/{line}/")
    yield Sight("desk-score-appeals", "overseer", f"{desk}/appeals/")
    yield Sight("desk-score-titles", "overseer", f"{desk}/titles/")


def _of_inspections(city: City) -> Iterator[Sight]:
    """Plans drawn and to be drawn, a case to be marked, one put right, and the unit's own page."""
    plans = "select name, id from supervision_inspectionplan order by made_at"
    drawn, sealed = (pk for _name, pk in city.rows(plans))
    cases = dict(city.rows("select state, id from supervision_inspection"))
    faulty = (
        "select a.username from supervision_inspection i"
        " join orgs_staff s on s.organisation_id = i.organisation_id"
        " join identity_account a on a.staff_id = s.id"
        " where i.state = 'faulty' and a.username like '%%approver'"
    )
    desk = "/desk/inspections"
    house = city.rows("select id from orgs_organisation where path = 'xinyu/'")[0][0]
    asked = f"organisation={house}&since=2026-01-01&until=2026-12-31"
    yield Sight("desk-inspections", "overseer", f"{desk}/")
    yield Sight("desk-inspection-new", "overseer", f"{desk}/new/?{asked}")
    yield Sight("desk-inspection-drawn", "overseer", f"{desk}/plans/{drawn}/")
    yield Sight("desk-inspection-sealed", "overseer", f"{desk}/plans/{sealed}/")
    yield Sight("desk-inspection-mark", "supervisor", f"{desk}/{cases['drawn']}/")
    yield Sight("desk-inspection-mended", "supervisor", f"{desk}/{cases['mended']}/")
    yield Sight("desk-inspected", city.rows(faulty)[0][0], f"{desk}/against/")


def _of_windows(city: City) -> Iterator[Sight]:
    """Cameras, the recordings of a case, and what was found at windows."""
    desk = "/desk/supervision"
    camera, place = city.rows(
        "select camera_id, id from supervision_cameraplace where until is null order by camera_id"
    )[1]
    found = dict(city.rows("select state, id from supervision_observation"))
    accepted = city.rows(
        "select max(c.number) from cases_case c join orgs_organisation o"
        " on o.id = c.organisation_id where o.path = 'xinyu/market/' and c.state = 'accepted'"
    )[0][0]
    yield Sight("desk-cameras", "overseer", f"{desk}/cameras/")
    yield Sight("desk-camera", "overseer", f"{desk}/cameras/{camera}/")
    yield Sight("desk-camera-new", "overseer", f"{desk}/cameras/new/")
    yield Sight("desk-footage", "supervisor", f"/desk/cases/{accepted}/footage/")
    yield Sight("desk-findings", "supervisor", f"{desk}/findings/")
    yield Sight("desk-finding-proposed", "supervisor", f"{desk}/findings/{found['proposed']}/")
    yield Sight("desk-finding", "supervisor", f"{desk}/findings/{found['confirmed']}/")
    yield Sight("desk-finding-new", "supervisor", f"{desk}/findings/new/{place}/")


def _of_lists(item: str, code: str) -> Iterator[Sight]:
    """The life of an item and the lists around it."""
    basic = f"/desk/catalogue/basics/{code[19:]}/"
    yield Sight("desk-item-history", "editor", f"{item}history/")
    yield Sight("desk-item-disclosure", "reviewer", f"{item}disclosure/")
    yield Sight("desk-item-compare", "editor", f"{item}compare/")
    yield Sight("desk-acts", "editor", "/desk/items/acts/")
    yield Sight("desk-act-new", "editor", f"{item}acts/transfer/")
    yield Sight("desk-basics", "keeper", "/desk/catalogue/basics/")
    yield Sight("desk-basic", "keeper", basic)
    yield Sight("desk-basic-edit", "keeper", f"{basic}change/")
    yield Sight("portal-powers", "", "/powers/?view=duties")
    yield Sight("portal-power", "", f"/powers/{code}/")


def _of_items(city: City, enter: Enter) -> Iterator[Sight]:
    code = code_of(city, CHANGED)
    codes = (code, code_of(city, CHECKED), code_of(city, ITEM))
    changed, checked, asking = (f"/desk/items/{one}/" for one in codes)
    page = enter("editor")
    for address in (asking, changed, checked):
        page.goto(address)
        if page.locator("form[action$='/draft/begin/']").count():
            page.fill("form[action$='/draft/begin/'] [name=reason]", "依据新修订的规定调整")
            page.click("form[action$='/draft/begin/'] button")
    if page.locator("#editor").count():
        page.fill("#editor [name=promised_days]", "15")
        page.locator("#editor .btn-primary").click()
        page.goto(f"{checked}draft/findings/")
        page.click("form[action$='/draft/submit/'] button")
    yield Sight("desk-items", "editor", "/desk/items/")
    yield Sight("desk-item", "editor", changed)
    yield Sight("desk-item-version", "editor", f"{changed}versions/1/")
    yield Sight("desk-item-edit", "editor", f"{changed}draft/")
    yield Sight("desk-item-findings", "editor", f"{changed}draft/findings/")
    yield Sight("desk-item-form", "editor", f"{changed}draft/form/")
    yield Sight("desk-item-files", "editor", f"{changed}draft/materials/files/")
    situations = f"{asking}draft/situations/"
    yield Sight("desk-item-situations", "editor", situations)
    yield Sight("desk-item-situations-table", "editor", f"{situations}table/")
    yield Sight("desk-item-situations-preview", "editor", f"{situations}preview/?s-kind=new")
    yield Sight("desk-preconditions", "editor", "/desk/items/preconditions/")
    yield Sight("desk-process", "editor", f"{changed}draft/process/?draw=1")
    yield Sight("desk-process-trial", "editor", f"{changed}versions/1/try/?steps=accept:accepted")
    yield from _of_lists(changed, code)
    yield Sight("desk-item-new", "editor", "/desk/items/new/")
    yield Sight("desk-item-review", "reviewer", f"{checked}review/")


def _of_the_exchange(city: City, enter: Enter) -> Iterator[Sight]:
    page = enter("editor")
    yield Sight("desk-exchange", "editor", "/desk/items/exchange/")
    yield Sight("desk-exchange-levels", "editor", "/desk/items/exchange/levels/")
    yield Sight("desk-words", "reviewer", "/desk/items/words/?q=驾照")
    group = city.rows("select min(id) from catalogue_synonym")[0][0]
    yield Sight("desk-word", "reviewer", f"/desk/items/words/{group}/")
    page.goto("/desk/items/exchange/")
    wrong = {"name": "items.jsonl", "mimeType": "application/jsonl", "buffer": b"{"}
    page.set_input_files("form[action$='/begin/'] [name=file]", wrong)
    page.click("form[action$='/begin/'] button.btn-primary")
    yield Sight("desk-exchange-file", "editor", page.url.removeprefix(city.url))


#: An invented regulation, in the form of the public collections.
LAW = """# 桥梁管理条例

2025年3月1日 国务院公布

<!-- INFO END -->

## 第一章 总则

第一条 为了桥梁安全，制定本条例。

## 第二章 许可

第二条 建桥应当申请许可。

第二条之一 小桥不需要许可。
"""


def _of_laws_and_proofs(city: City) -> Iterator[Sight]:
    file = city.log.parent / "桥梁管理条例.md"
    file.write_text(LAW, encoding="utf-8")
    city.yimen("laws", "import", str(file))
    law = city.rows("select id from catalogue_law where name = '桥梁管理条例'")[0][0]
    proof = city.rows("select id from catalogue_proof where key = 'food-worker-health'")[0][0]
    addresses = {
        "laws": "/laws/",
        "laws-none": "/laws/?q=飞碟",
        "law": f"/laws/{law}/",
        "proofs": "/proofs/",
        "proof": "/proofs/forest-right/",
    }
    for name, address in addresses.items():
        yield Sight(name, "", address)
    below = "/desk/catalogue/"
    addresses = {
        "desk-findings": below,
        "desk-findings-none": f"{below}?of=drafts&level=blocking",
        "desk-laws": f"{below}laws/?q=桥梁",
        "desk-law": f"{below}laws/{law}/",
        "desk-proofs": f"{below}proofs/",
        "desk-proof": f"{below}proofs/{proof}/",
        "desk-proof-new": f"{below}proofs/new/",
    }
    for name, address in addresses.items():
        yield Sight(name, "editor", address)
