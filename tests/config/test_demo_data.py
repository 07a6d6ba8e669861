"""The data files of the demo city keep the rules of the field. No database."""

import re
import tarfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import SHARED
from yimen.catalogue.rules.content import stored
from yimen.catalogue.rules.elements import FIELD_KINDS, STANDARD_FORM, STANDARD_LINKS
from yimen.catalogue.rules.quality import Known, findings
from yimen.catalogue.rules.situations import NARROWED, narrow
from yimen.config.demo import accounts, all_accounts, current_code, secret_of
from yimen.config.demo.people import enterprises, officers, persons, read_names, roles
from yimen.config.demo.reading import items, offices, read, regions
from yimen.kernel.codes import (
    parse_item_code,
    parse_org_code,
    parse_region_code,
    parse_resident_id,
    parse_uscc,
)
from yimen.orgs.rules import GRANTS

LAWS = SHARED / "data" / "laws-cn"
ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条")
ITEMS = pytest.mark.parametrize("item", items(), ids=lambda item: f"{item.code[19:]} {item.name}")
OFFICES = pytest.mark.parametrize("office", offices().values(), ids=lambda office: office.path)

# ---- places and authorities


def test_every_place_lies_in_a_place_of_the_city():
    codes = {place.code for place in regions()}
    for place in regions():
        parsed = parse_region_code(place.code)
        assert parsed.prefix == place.prefix
        assert place.name and place.name_en.isascii()
        assert parsed.level == 1 or parsed.parent in codes, place


def test_all_five_levels_are_there():
    assert {parse_region_code(place.code).level for place in regions()} == {1, 2, 3, 4, 5}


@OFFICES
def test_an_office_has_a_valid_code_and_two_phones_nobody_answers(office):
    credit = parse_uscc(office.details["uscc"])
    parse_org_code(credit.organisation_code)
    assert "DEM" in credit.value
    assert credit.region == office.region[:6]
    phones = (office.details["phone"], office.details["complaint_phone"])
    assert len(set(phones)) == 2
    assert all(re.fullmatch(r"0790-0\d{6}", phone) for phone in phones)
    assert office.details["name_en"].isascii()
    assert office.parent in {*offices(), ""}


def test_no_two_offices_share_a_code():
    counted = Counter(office.details["uscc"] for office in offices().values())
    assert set(counted.values()) == {1}


def test_the_city_has_at_least_twelve_departments_and_the_counties_have_some():
    found = Counter(
        office.region[:6] for office in offices().values() if office.details["kind"] == "department"
    )
    assert found["360500"] >= 12
    assert found["360502"] >= 4
    assert found["360521"] >= 3


# ---- items


def test_there_are_items_of_many_kinds_at_three_levels():
    assert len(items()) >= 20
    assert len({item.code for item in items()}) == len(items())
    assert {item.elements["item_type"] for item in items()} >= {"01", "05", "07", "08", "10", "20"}
    assert {item.elements["level"] for item in items()} == {"3", "4", "5"}


@ITEMS
def test_an_item_has_a_code_of_its_authority(item):
    code = parse_item_code(item.code)
    assert len(code.value) == 31
    assert code.prefix == "36"
    assert code.is_department_valid
    assert code.department == offices()[item.organisation].details["uscc"]
    assert code.item_type == item.elements["item_type"]
    assert code.level == item.elements["level"]


#: Advice the city has not taken yet.
OPEN_ADVICE = {"no_checkpoints", "result_without_sample"}


@ITEMS
def test_an_item_has_nothing_to_put_right_but_known_advice(item):
    standard = {"links": STANDARD_LINKS, "form": STANDARD_FORM}
    content = stored({**standard, **item.elements})
    known = Known(proofs={proof["key"]: "listed" for proof in read("proofs.toml")["proof"]})

    found = findings(content, code=item.code, known=known)

    assert [one for one in found if one.is_blocking] == []
    assert {one.code for one in found} <= OPEN_ADVICE


def test_every_proof_on_the_list_is_asked_for_by_some_item():
    asked = {m.proof for item in items() for m in item.elements["materials"] if m.proof}

    assert asked == {proof["key"] for proof in read("proofs.toml")["proof"]}


@ITEMS
def test_an_item_is_complete(item):
    said = item.elements
    assert said["name_en"].isascii()
    assert said["conditions"] and said["themes"] and said["result_name"]
    assert said["promised_days"]
    usual = narrow(stored({name: said.get(name, []) for name in NARROWED}), item.usual)
    assert usual.is_settled
    assert len(said["materials"]) >= 3
    assert len(usual.materials) <= 8
    assert len(said["questions"]) == 2
    assert said["places"][0].address
    for material in said["materials"]:
        assert material.source == "applicant" or material.issuer, material.name
        assert material.original or material.copies or not material.is_required, material.name
    links = said.get("links", STANDARD_LINKS)
    kinds = [link.kind for link in links]
    assert (kinds[0], *kinds[-2:]) == ("accept", "decide", "issue")
    assert all(link.name_en for link in links)


@ITEMS
def test_the_form_reads_in_both_languages(item):
    for field in item.elements["form"]:
        assert field.kind in FIELD_KINDS
        assert field.label_en.isascii() and field.label_en
        assert [value for value, _ in field.options] == [value for value, _ in field.options_en]


def test_twenty_items_have_a_form_of_sections_and_every_kind_is_used():
    own = [item.elements["form"] for item in items() if item.elements["form"] != [*STANDARD_FORM]]
    sectioned = [form for form in own if any(field.kind == "section" for field in form)]
    assert len(sectioned) >= 20
    assert {field.kind for form in own for field in form} == set(FIELD_KINDS)


@ITEMS
def test_the_columns_of_a_form_read_in_both_languages(item):
    for column in (column for field in item.elements["form"] for column in field.columns):
        assert column.label_en.isascii() and column.label_en
        assert [value for value, _ in column.options] == [value for value, _ in column.options_en]


def test_three_items_bind_discretion_by_tables_whose_samples_come_out():
    bound = [item for item in items() if item.elements.get("rulings")]

    assert len(bound) >= 3
    assert all(ruling.samples for item in bound for ruling in item.elements["rulings"])
    by_people = [
        item for item in bound if not any(ruling.grants for ruling in item.elements["rulings"])
    ]  # what a table grants at once, nobody examines
    assert len(by_people) >= 3
    assert all(len(item.elements["checkpoints"]) >= 3 for item in by_people)


def test_some_items_are_charged_and_say_on_what_basis():
    charged = [fee for item in items() for fee in item.elements["fees"]]
    assert len(charged) >= 2
    assert all(fee.basis and fee.standard and fee.amount_fen for fee in charged)


@ITEMS
def test_an_item_names_law_and_article(item):
    assert item.elements["bases"]
    for basis in item.elements["bases"]:
        assert basis.law and basis.text
        assert ARTICLE.fullmatch(basis.article), basis


@cache
def laws() -> dict[str, str]:
    """The texts of national laws beside the project, by name; of each the last version."""
    texts: dict[tuple[str, str], str] = {}
    with tarfile.open(LAWS / "national-laws-md.tar.xz") as archive:
        for member in archive:
            named = re.fullmatch(r"(.+)\((\d{4}-\d\d-\d\d)\)\.md", Path(member.name).name)
            file = archive.extractfile(member) if named else None
            if named and file:
                texts[named[1], named[2]] = file.read().decode()
    found = {name: text for (name, _), text in sorted(texts.items(), key=lambda pair: pair[0][1])}
    with tarfile.open(LAWS / "national-laws-md.tar.xz") as archive:
        code = [m for m in archive if "民法典/" in m.name and m.name.endswith(".md")]
        found["民法典"] = "".join(archive.extractfile(m).read().decode() for m in code)
    return found


@pytest.mark.shared_data
def test_every_article_cited_stands_in_the_law(shared_data):
    cited = {(b.law, b.article) for item in items() for b in item.elements["bases"]}
    missing = [
        (law, article)
        for law, article in sorted(cited)
        if not re.search(rf"^{article}", laws().get(law.removeprefix("中华人民共和国"), ""), re.M)
    ]
    assert missing == []


# ---- people


@pytest.mark.parametrize("person", persons().values(), ids=lambda person: person.username)
def test_a_resident_is_nobody_alive(person):
    read_number = parse_resident_id(person.number, today=date(2026, 1, 1))
    assert 1900 <= read_number.birth.year <= 1903
    assert re.fullmatch(r"0790-09\d{5}", person.phone)


@pytest.mark.parametrize("one", enterprises().values(), ids=lambda one: one.key)
def test_an_enterprise_has_a_valid_code_and_people_who_act_for_it(one):
    credit = parse_uscc(one.number)
    parse_org_code(credit.organisation_code)
    assert {one.representative, *one.agents} <= persons().keys()


def test_officers_differ_in_name_number_and_sign_in_name():
    for attribute in ("name", "number", "username"):
        assert len({getattr(officer, attribute) for officer in officers()}) == len(officers())
    assert all(name[0] in read_names()[0] for name in (officer.name for officer in officers()))


def test_posts_give_only_powers_that_exist():
    assert {grant for role in roles().values() for grant in role.grants} <= GRANTS


def test_every_office_that_implements_items_can_handle_and_edit_them():
    seats = {(officer.office, officer.role.key) for officer in officers()}
    for item in items():
        for role in ("clerk", "examiner", "approver", "editor", "reviewer"):
            assert (item.organisation, role) in seats


def test_the_accounts_shown_are_one_of_each_role():
    shown = accounts()
    assert len({account.role for account in shown}) == len(shown)
    kinds = {officer.role.key for officer in officers()}
    assert {account.username for account in shown} >= {*kinds, "resident", "owner", "agent"}
    assert set(shown) <= set(all_accounts())
    assert len({account.username for account in all_accounts()}) == len(all_accounts())


def test_codes_follow_the_standard():
    """The first test vector of RFC 6238, appendix B."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert current_code(secret, now=59) == "287082"
    assert len(secret_of("clerk")) == 32


# ---- cases


def test_cases_name_items_people_and_materials_that_exist():
    known = {(item.organisation, name): item for item in items() for name in names_of(item)}
    for row in read("cases.toml")["case"]:
        item = known[tuple(row["item"])]
        assert row["by"] in persons()
        listed = {material.name for material in item.elements["materials"]} | {""}
        gaps = {gap["material"] for act in row.get("acts", ()) for gap in act.get("gaps", ())}
        assert gaps <= listed, row["note"]
        if "for" in row:
            one = enterprises()[row["for"]]
            assert row["by"] in {one.representative, *one.agents}, row["note"]


def names_of(item) -> set[str]:
    return {item.name, item.elements["short_name"]} - {""}


def test_ten_items_ask_for_the_situation_in_both_languages():
    asking = {item.code[19:]: item for item in items() if item.elements.get("situations")}

    assert len(asking) == 10
    for item in asking.values():
        for question in item.elements["situations"]:
            assert question.text_en.isascii() and question.text_en
            assert all(label_en.isascii() and label_en for _, _, label_en in question.options)
        assert all(term.text_en for term in item.elements["terms"])
