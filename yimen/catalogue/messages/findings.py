"""What is to be put right, as sentences."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

FACTS = re.compile(r"%\(\w+\)s")

FINDINGS: dict[str, Any] = {
    "process_trouble": "%(text)s",  # a sentence of the process, in the reader's language
    "name_missing": _("The item needs a name."),
    "audience_missing": _("Say who may apply."),
    "basis_missing": _("Name the law that provides for this item, with the article."),
    "basic_name": _("The basic directory calls this item “%(name)s”."),
    "basic_type": _("The basic directory says another type: %(type)s."),
    "basic_level": _("By the basic directory only these levels implement it: %(levels)s."),
    "basic_basis_missing": _("The basic directory rests it on %(law)s as well."),
    "basic_basis_added": _("The basic directory does not rest it on %(law)s."),
    "basic_limit_longer": _("The basic directory allows at most %(most)s."),
    "basic_limit_unit": _("The basic directory counts in another unit."),
    "basic_material_added": _("The basic directory does not ask for “%(name)s”: leave it out."),
    "basic_conditions": _("Other words than in the basic directory: they may not ask for more."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "instant_with_days": _("Done at once, but %(days)s days are promised."),
    "fee_without_basis": _("The fee “%(name)s” needs a legal basis."),
    "fee_without_standard": _("The fee “%(name)s” needs a standard."),
    "catch_all_material": _(
        "“%(name)s” is a catch-all: say exactly which paper is meant, or leave it out."
    ),
    "basis_without_article": _("Name the article of “%(law)s”."),
    "law_unknown": _("%(cited)s was not found: no text of this law is loaded."),
    "article_unknown": _("%(cited)s was not found: the law has no such article."),
    "law_repealed": _("%(cited)s holds no longer: the law was repealed."),
    "reduction_without_reason": _("Say who pays less for “%(name)s”, and by which rule."),
    "follow_without_days": _(
        "“%(material)s” may follow, but until when? Without working days it must be handed in"
        " with the application."
    ),
    "shared_material": _(
        "“%(name)s” is on record with authorities: accept the electronic licence instead of paper."
    ),
    "proof_outside_list": _(
        "“%(name)s” is a proof that is not on the proof list: name the listed proof, or ask for"
        " none."
    ),
    "proof_withdrawn": _("“%(name)s” was taken off the proof list and may not be asked for."),
    "promised_at_once": _("Nothing is to be waited for: then it is done at once."),
    "last_link_issues_nothing": _(
        "A paper is issued, but the last link (“%(link)s”) does not issue it."
    ),
    "no_way_to_apply": _("Neither online nor a visit: then papers must go by post."),
    "online_with_visits": _("Wholly online, but %(visits)s visits are asked for."),
    "online_depth_but_not_online": _("Wholly online, but it cannot be applied for online."),
    "pay_online_without_fees": _("There are no fees to pay online."),
    "fees_not_paid_online": _("Applied for online, but the fees cannot be paid online."),
    "phone_without_area_code": _("%(phone)s needs its area code."),
    "theme_for_others": _("The theme “%(theme)s” is not for those who may apply."),
    "permit_without_examine_link": _("No link examines the application."),
    "permit_without_issue_link": _("No link issues and delivers the result."),
    "result_without_sample": _("Show a sample of the result."),
    "no_accept_link": _("No link accepts the application."),
    "no_decide_link": _("No link decides on the application."),
    "same_phone": _("Enquiries and complaints go to the same number (%(phone)s)."),
    "phone_missing": _("Give a phone number."),
    "visits_without_reason": _("Say why %(visits)s visits are needed."),
    "no_question": _("A permit should answer at least one frequent question."),
    "result_without_name": _("Name the result the applicant gets."),
    "authority_code_unusual": _(
        "The authority's part of the code (%(authority)s) is no valid credit code."
    ),
    "situation_without_text": _("Question %(question)s needs its words."),
    "situation_key_unusable": _(
        "“%(key)s” cannot be the key of “%(question)s”: small letters and digits, each key once."
    ),
    "situation_too_few_options": _("The question “%(question)s” needs options to choose from."),
    "situation_option_unusable": _(
        "“%(option)s” cannot be an option of “%(question)s”: small letters and digits, each once."
    ),
    "condition_unreadable": _("The condition of “%(name)s” cannot be read: %(when)s"),
    "condition_unknown_question": _(
        "The condition of “%(name)s” asks for “%(key)s”, which no earlier question is: %(when)s"
    ),
    "condition_unknown_field": _(
        "The condition of “%(name)s” asks for “%(key)s”, which the form has not: %(when)s"
    ),
    "condition_unknown_option": _(
        "The condition of “%(name)s” asks for the option “%(option)s”, which is none: %(when)s"
    ),
    "situation_too_many_ways": _(
        "There are more than %(most)s ways to answer, too many to try each: the questions were"
        " not checked against one another."
    ),
    "situation_never_asked": _("Nobody is ever asked “%(question)s”: no answers lead to it."),
    "condition_never_met": _("“%(name)s” never applies: nobody can answer so. %(when)s"),
    "condition_contradicts_itself": _(
        "“%(name)s” never applies: its condition contradicts itself. %(when)s"
    ),
    "situation_changes_nothing": _("The answers to “%(question)s” change nothing: leave it out."),
    "situation_options_alike": _(
        "In “%(question)s” the options “%(one)s” and “%(other)s” make no difference."
    ),
    "situation_without_accept_link": _("With “%(situation)s” no link accepts the application."),
    "situation_without_decide_link": _("With “%(situation)s” no link decides on it."),
    "situation_without_materials": _("With “%(situation)s” no material is left: is that meant?"),
    "situation_without_terms": _("With “%(situation)s” no condition is left: is that meant?"),
    "result_of_unreadable": _(
        "“%(name)s”: “%(code)s” is no code of an item; say whose result it is by its code."
    ),
    "preconditions_ring": _(
        "Each of these items needs the result of the next, so nobody can begin: %(items)s"
    ),
    "preconditions_ring_sometimes": _(
        "In some situations each of these items needs the result of the next: %(items)s"
    ),
    "type_differs_from_code": _("The item type (%(type)s) differs from the code (%(code_type)s)."),
    "field_without_label": _("The field “%(key)s” of the form needs a label."),
    "field_key_unusable": _(
        "“%(key)s” cannot be the key of “%(label)s”: small letters, digits and _, each key once."
    ),
    "choice_without_options": _("“%(label)s” needs options to choose from."),
    "option_unusable": _("“%(label)s”: the option “%(option)s” is empty, doubled or quoted."),
    "pattern_unreadable": _("“%(label)s”: the pattern is no regular expression."),
    "least_over_greatest": _("“%(label)s”: the least is more than the greatest."),
    "table_without_columns": _("The table “%(label)s” needs columns."),
    "column_kind_unfit": _("“%(label)s” cannot be a column of a table: choose another kind."),
    "column_key_of_a_field": _("“%(label)s”: a field of the form has the same key."),
    "when_unreadable": _("“%(label)s”: the condition “%(when)s” cannot be read."),
    "when_asks_nothing": _("“%(label)s”: the condition asks for “%(key)s”, which is not asked."),
    "when_asks_itself": _("“%(label)s” is asked only if its own answer says so."),
    "when_asks_later_field": _(
        "“%(label)s”: the condition asks for “%(other)s”, which is asked only later."
    ),
    "when_goes_in_circles": _("“%(label)s” and “%(other)s” each wait for the other's answer."),
    "when_unknown_option": _("“%(label)s”: “%(other)s” has no option “%(option)s”."),
    "no_checkpoints": _("Say what is checked at each link: the item has no checkpoints."),
    "checkpoint_without_link": _("“%(checkpoint)s” belongs to no link of the process."),
    "checkpoint_without_basis": _("“%(checkpoint)s” needs the rule it follows from."),
    "checkpoint_condition_wrong": _("“%(checkpoint)s”: its condition cannot be read."),
    "ruling_without_link": _("“%(ruling)s” belongs to no link of the process."),
    "ruling_asks_unknown": _("“%(ruling)s” looks at “%(fact)s”, which nobody is asked."),
    "ruling_empty": _("“%(ruling)s” needs something to look at, a result, and lines."),
    "ruling_shape": _("“%(ruling)s”: line %(line)s is not filled in."),
    "ruling_cell": _("“%(ruling)s”: “%(cell)s” in line %(line)s is no test of a value."),
    "ruling_gap": _("“%(ruling)s” says nothing where %(example)s."),
    "ruling_overlap": _("“%(ruling)s”: lines %(line)s and %(other)s both hold where %(example)s."),
    "ruling_unreached": _("“%(ruling)s”: line %(line)s never holds."),
    "ruling_sample": _("“%(ruling)s”: sample %(line)s does not come out as it should."),
    "ruling_many": _(
        "“%(ruling)s” has too many combinations to try each: gaps were not looked for."
    ),
    "check_without_text": _("“%(label)s”: say what to put right where the answer does not hold."),
}


class Found(Protocol):
    """A finding, as the checks give it or as it was written down."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def finding_text(finding: Found) -> str:
    """What is to be put right, as a sentence."""
    return str(FINDINGS.get(finding.code, finding.code)) % finding.facts


def rule_text(code: str) -> str:
    """The rule behind a finding, for lists of rules: its sentence without the facts."""
    return FACTS.sub("…", str(FINDINGS.get(code, code)))
