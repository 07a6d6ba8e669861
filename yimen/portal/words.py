"""Plain words for applicants: what a state means, what comes next, what things are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.cases.states import HANDLED, WAITING_FOR_ACCEPTANCE, State

HEADLINES = {
    State.DRAFT: _("Not handed in yet"),
    State.PREREVIEW: _("Handed in for pre-review"),
    State.SENT_BACK: _("Something is to be mended before you come to the counter"),
    State.PASSED: _("Pre-review passed: please bring the originals"),
    State.SUBMITTED: _("Handed in, waiting for acceptance"),
    State.SUPPLEMENTING: _("Something is missing: please supply it"),
    State.SUPPLEMENTED: _("Supplement handed in, waiting for acceptance"),
    State.DECLINED: _("Not accepted"),
    State.ACCEPTED: _("Accepted, being examined"),
    State.IN_REVIEW: _("Being examined"),
    State.PAUSED: _("Special procedure under way, the clock is stopped"),
    State.GRANTED: _("Granted, the result is being made"),
    State.REFUSED: _("Not granted, the decision is on its way"),
    State.RESULT_MADE: _("The result is ready"),
    State.DELIVERED: _("The result was delivered"),
    State.CONCLUDED: _("Concluded"),
    State.WITHDRAWN: _("Withdrawn by you"),
    State.TERMINATED: _("Ended without a decision"),
}

NEXT_STEPS = {
    State.DRAFT: _("Your turn: fill in the rest and hand it in."),
    State.PREREVIEW: _("The department's turn: it looks at your application online."),
    State.SENT_BACK: _("Your turn: mend everything on the list at once."),
    State.PASSED: _("Your turn: bring the originals to the counter."),
    State.SUBMITTED: _("The department's turn: it checks whether everything is there."),
    State.SUPPLEMENTING: _("Your turn: supply everything on the list at once."),
    State.SUPPLEMENTED: _("The department's turn: it checks what you supplied."),
    State.DECLINED: _("Nothing more happens here. The notice says why and where to go instead."),
    State.ACCEPTED: _("The department's turn: it examines the application."),
    State.IN_REVIEW: _("The department's turn: it examines and decides."),
    State.PAUSED: _("The department's turn: when the procedure ends, the clock goes on."),
    State.GRANTED: _("The department's turn: it makes the result."),
    State.REFUSED: _("The department's turn: it delivers the written decision."),
    State.RESULT_MADE: _("It is delivered the way you chose."),
    State.DELIVERED: _("The department concludes the case."),
    State.CONCLUDED: _("Nothing more is to be done."),
    State.WITHDRAWN: _("Nothing more happens. You may apply again at any time."),
    State.TERMINATED: _("Nothing more happens. The notice says why."),
}

#: How a case was decided, as everybody may know it.
RESULTS = {"granted": State.GRANTED, "refused": State.REFUSED}

ICONS = {
    State.DRAFT: "edit",
    State.WITHDRAWN: "minus",
    State.TERMINATED: "minus",
}

NO_WAY = _("at the window, unless you choose otherwise")

SOURCES = {
    "applicant": _("You bring it yourself"),
    "government": _("Issued by an authority"),
    "other": _("Issued by somebody else"),
}

MEDIA = {
    "paper": _("on paper"),
    "electronic": _("electronic"),
    "both": _("on paper or electronic"),
}

PACES = {
    "1": pgettext_lazy("pace", "At once"),
    "2": pgettext_lazy("pace", "By a promised day"),
}

#: Who acts at a link, by its kind.
WHO = {
    "accept": _("reception window"),
    "examine": _("examining officer"),
    "advise": _("another office"),
    "site_visit": _("two officers on site"),
    "expert_review": _("experts"),
    "hearing": _("officer who holds the hearing"),
    "public_notice": _("the public may object"),
    "countersign": _("several officers"),
    "decide": _("deciding officer"),
    "issue": _("delivery window"),
}

AUDIENCES = (
    ("1", _("Individuals"), "user"),
    ("2", _("Enterprises"), "building"),
)

THEME_ICONS = (
    (("食品", "药品", "卫生", "医疗", "健康"), "shield"),
    (("住房", "不动产", "居住"), "home"),
    (("户籍", "出入境", "身份", "证件"), "user"),
    (("婚", "生育", "收养", "养老"), "users"),
    (("就业", "社保", "社会保障", "人事"), "users"),
    (("教育", "科研", "文化"), "file"),
    (("交通", "运输", "车"), "flow"),
    (("企业", "设立", "商务", "经营", "市场"), "building"),
    (("司法", "公证", "法律"), "law"),
    (("建设", "规划", "工程", "国土"), "hall"),
    (("税", "财", "金融"), "fee"),
    (("农", "林", "环保", "绿化", "水"), "leaf"),
    (("安全", "消防"), "shield"),
    (("职业", "资格", "证"), "stamp"),
)


def due_sentence(state: State) -> Promise:
    """What the department owes next by `%(day)s`."""
    if state in WAITING_FOR_ACCEPTANCE:
        return _("answer on completeness by %(day)s")
    if state in HANDLED:
        return _("result delivered by %(day)s")
    return _("decision by %(day)s")


def theme_icon(name: str) -> str:
    """The icon whose words the theme's name holds."""
    for parts, icon in THEME_ICONS:
        if any(part in name for part in parts):
            return icon
    return "theme"
