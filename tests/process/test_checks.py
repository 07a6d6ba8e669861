"""What may not be drawn is refused, and the reason names the element."""

import pytest
from django.utils import translation

from tests.process.drawings import HEAD, body, drawing, flow, part, task
from yimen.kernel.expressions import Undecided, is_met, trouble_with
from yimen.process.errors import FAULTS, BadDrawing
from yimen.process.rules.plan import plan_of

CATCH = '<intermediateCatchEvent id="odd"><timerEventDefinition/></intermediateCatchEvent>'
THROW = '<intermediateThrowEvent id="odd"><signalEventDefinition/></intermediateThrowEvent>'
LINE = "start > accept > decide > end"


def refused(xml: str) -> dict[str, str]:
    """The elements at fault, with the code of each fault."""
    with pytest.raises(BadDrawing) as refusal:
        plan_of(xml)
    return {fault["element"]: fault["code"] for fault in refusal.value.faults}


def with_step(step: str) -> str:
    """A drawing whose second step is this one, called `odd`."""
    return (
        f"{HEAD}<process id='p' name='程序'>{body('start > accept', 'decide > end')}"
        f"{step}{flow('accept', 'odd')}{flow('odd', 'decide')}</process></definitions>"
    )


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ('<scriptTask id="odd" name="跑脚本"><script>import os</script></scriptTask>', "script"),
        ('<serviceTask id="odd" name="调接口"/>', "machine"),
        ('<sendTask id="odd" name="发短信"/>', "machine"),
        ('<receiveTask id="odd" name="等回音"/>', "machine"),
        ('<businessRuleTask id="odd" name="查表"/>', "machine"),
        ('<callActivity id="odd" name="另一程序" calledElement="x"/>', "call"),
        ('<transaction id="odd" name="事务"/>', "part"),
        ('<adHocSubProcess id="odd" name="随意"/>', "part"),
        ('<eventBasedGateway id="odd" name="等"/>', "gateway"),
        ('<complexGateway id="odd" name="繁"/>', "gateway"),
        (CATCH, "event"),
        (THROW, "event"),
        ('<newThing id="odd"/>', "unknown"),
        ('<subProcess id="odd" name="旁听" triggeredByEvent="true"/>', "part"),
        (
            task("odd", kind="examine").replace(
                "</userTask>", '<multiInstanceLoopCharacteristics id="mi"/></userTask>'
            ),
            "repeats",
        ),
        ('<userTask id="odd" name="无主"/>', "no_mark"),
        (task("odd", kind="examine", grant="anyone"), "no_grant"),
        (task("odd", kind="examine", days="soon"), "bad_days"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_run_is_refused_by_name(step: str, code: str) -> None:
    assert refused(with_step(step)) == {"odd": code}


@pytest.mark.parametrize(
    ("xml", "element", "code"),
    [
        (drawing(LINE, "accept > end"), "accept", "splits"),
        (drawing("accept > decide > end"), "p", "no_start"),
        (drawing(LINE, "start2 > accept"), "start2", "several_starts"),
        (drawing("start > accept > decide"), "p", "no_end"),
        (drawing(LINE, "examine1 > decide"), "examine1", "unreachable"),
        (
            drawing("start > pick > accept > end", "pick > examine1 [outcome == 'x']",
                    "examine1 > examine2 > examine1", gateways="pick:x"),
            "examine1", "endless",
        ),
        (
            drawing("start > accept > pick", "pick > decide [outcome == 'a']",
                    "pick > end [outcome == 'b']", "decide > end", gateways="pick:x"),
            "pick", "no_default",
        ),
        (
            drawing("start > accept > pick > decide > end", "pick > issue > end",
                    gateways="pick:x"),
            "pick-issue", "no_condition",
        ),
        (
            drawing("start > accept", "accept > decide [outcome == 'a']", "decide > end"),
            "accept-decide", "condition_ignored",
        ),
        (
            drawing("start > accept > fork > decide > join > end", "fork > issue [a == 1]",
                    "issue > join", gateways="fork:+ join:+"),
            "fork-issue", "condition_ignored",
        ),
        (
            drawing("start > accept > pick > decide > end", "pick > issue [${ok}]", "issue > end",
                    gateways="pick:x"),
            "pick-issue", "condition_syntax",
        ),
        (
            drawing("start > accept > pick > decide > end", "pick > issue [outcome = 1]",
                    "issue > end", gateways="pick:x"),
            "pick-issue", "condition_not_yes_no",
        ),
        (
            drawing("start > accept > pick > decide > end",
                    "pick > issue [len(map([1..999999999], #)) > 1]", "issue > end",
                    gateways="pick:x"),
            "pick-issue", "condition_range",
        ),
        (
            drawing("start > accept > fork > decide > end", gateways="fork:+",
                    extra='<sequenceFlow id="second" sourceRef="fork" targetRef="decide"/>'),
            "fork", "flow_twice",
        ),
        (drawing(LINE, extra=flow("accept", "nowhere")), "accept-nowhere", "flow_loose"),
        (
            drawing("start > part > end", extra=part("part", "start1 > accept > end1")
                    + flow("accept", "end")),
            "accept-end", "flow_loose",
        ),
        (drawing("start > part > end", extra=part("part", "accept > end1")), "part", "no_start"),
        (drawing(LINE, extra=task("accept")), "accept", "id_twice"),
        (drawing(LINE, extra='<userTask name="x"/>'), "p", "no_id"),
        (drawing(*(f"start > examine{n} > end" for n in range(201))), "p", "many"),
        (
            drawing(LINE).replace(
                "</definitions>", f"<process id='q' name='乙方'>{body('start9 > accept9 > end9')}"
                "</process></definitions>"
            ),
            "q", "several_processes",
        ),
        (f"{HEAD}<process id='p'/></definitions>", "file", "no_process"),
        (
            drawing(LINE).replace('<startEvent id="start"/>',
                                  '<startEvent id="start"><timerEventDefinition/></startEvent>'),
            "start", "event",
        ),
    ],
)  # fmt: skip
def test_a_drawing_that_could_get_stuck_is_refused_by_name(
    xml: str, element: str, code: str
) -> None:
    assert refused(xml)[element] == code


def test_every_fault_is_found_at_once() -> None:
    xml = drawing(
        "start > accept > pick > decide > end",
        "pick > issue [${ok}]",
        gateways="pick:x",
        extra=task("examine1", grant="anyone"),
    )

    assert refused(xml) == {
        "issue": "endless",
        "pick-issue": "condition_syntax",
        "examine1": "unreachable",
    }


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    f"{HEAD}<process id='p' name='&b;'/></definitions>"
)
FILE = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"{HEAD}<process id='p' name='&x;'/></definitions>"
)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (LAUGHS, "doctype"),
        (FILE, "doctype"),
        ('<!DOCTYPE d SYSTEM "http://example.com/d.dtd"><d/>', "doctype"),
        (HEAD + "<a>" * 100 + "</a>" * 100 + "</definitions>", "deep"),
        (HEAD + "<a>" * 100_000, "deep"),
        (HEAD + "<a/>" * 30_000 + "</definitions>", "huge"),
        (" " * 1_000_001, "huge"),
        (HEAD + "<process", "not_xml"),
        ("", "not_xml"),
        ("\ud800", "not_xml"),
        ("\x00", "not_xml"),
        (f"{HEAD}<process id='p' name='&undefined;'/></definitions>", "not_xml"),
        ("<html/>", "not_bpmn"),
    ],
)
def test_a_hostile_file_is_refused_before_it_is_read(xml: str, code: str) -> None:
    assert refused(xml) == {"": code}


def test_a_chain_as_long_as_allowed_runs() -> None:
    chain = " > ".join(["start", *(f"examine{n}" for n in range(198)), "end"])

    assert len(plan_of(drawing(chain)).links) == 198


@pytest.mark.parametrize("ident", ["Start", "End", "process", "process.EndJoin", "Root"])
def test_an_id_may_be_one_of_the_engines_own_names(ident: str) -> None:
    xml = (
        drawing("start > accept > end")
        .replace('"accept"', f'"{ident}"')
        .replace(f'kind="{ident}"', 'kind="accept"')
    )

    assert list(plan_of(xml).links) == [ident]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_a_sentence_that_names_the_element(code: str, language: str) -> None:
    facts = {"tag": "T", "limit": "L", "detail": "D", "found": "F", "gateway": "G"}
    facts |= {"least": "2", "most": "9", "needed": "N", "fact": "X", "days": "9"}
    fault = {"code": code, "element": "Id_1", "name": "步骤", "condition": "C", **facts}
    with translation.override(language):
        [sentence] = BadDrawing(faults=[fault]).sentences()

    assert "Id_1" in sentence or code in {"doctype", "huge", "deep", "not_xml", "not_bpmn"}


@pytest.mark.parametrize(
    ("expression", "facts", "answer"),
    [
        ("outcome == 'passed'", {"outcome": "passed"}, True),
        ("outcomes.examine == 'failed'", {"outcomes": {"examine": "passed"}}, False),
        ("area in [100..500]", {"area": 300}, True),
        ("area > 300 and outcome != 'x'", {"area": 300, "outcome": "y"}, False),
        ("some(kinds, # == '食品')", {"kinds": ["药品", "食品"]}, True),
        ("missing == null", {}, True),
    ],
)
def test_a_condition_is_answered_from_the_facts(
    expression: str, facts: dict[str, object], answer: bool
) -> None:
    assert trouble_with(expression) == ""
    assert is_met(expression, facts) is answer


@pytest.mark.parametrize("expression", ["area > 300", "outcome", "not missing"])
def test_a_condition_that_lacks_its_facts_is_not_taken_for_no(expression: str) -> None:
    with pytest.raises(Undecided):
        is_met(expression, {"outcome": "passed"})


@pytest.mark.parametrize(
    "expression", ["__import__('os').system('x')", "open('/etc/passwd')", "x and", "a" * 501]
)
def test_what_is_no_condition_is_refused(expression: str) -> None:
    assert trouble_with(expression) in {"syntax", "long"}
