"""The kernel agrees with every published code and every computed day of the domain vectors."""

from datetime import date

import pytest

from yimen.kernel import codes
from yimen.kernel.codes import BadCode
from yimen.kernel.workdays import WorkCalendar

TODAY = date(2026, 5, 20)
DAY = date.fromisoformat


def accepts(parse, value: str) -> bool:
    try:
        parse(value)
    except BadCode:
        return False
    return True


def resident(value: str):
    return codes.parse_resident_id(value, today=TODAY)


@pytest.fixture
def calendar(vectors) -> WorkCalendar:
    years = vectors["calendar"].values()
    return WorkCalendar(
        holidays={DAY(d): name for y in years for name, ds in y["festivals"].items() for d in ds},
        makeup={DAY(d): "" for y in years for d in y["makeup_workdays"]},
        years=frozenset(int(y) for y in vectors["calendar"]),
    )


def test_credit_codes_are_judged_as_published(vectors):
    for case in vectors["uscc"]["cases"]:
        assert accepts(codes.parse_uscc, case["value"]) == case["valid"], case
    for case in vectors["uscc"]["published_department_codes_that_fail_the_check"]:
        assert not accepts(codes.parse_uscc, case["value"]), case
    for case in vectors["uscc"]["normalisation"]:
        assert codes.parse_uscc(case["input"]).value == case["output"]


def test_organisation_codes_are_judged_and_sit_inside_credit_codes(vectors):
    for case in vectors["organisation_code_gb11714"]["cases"]:
        assert accepts(codes.parse_org_code, case["value"]) == case["valid"], case
        if "uscc" in case and case["valid"]:
            assert codes.parse_uscc(case["uscc"]).organisation_code == case["value"]


def test_identity_numbers_are_judged_by_date_and_check_digit(vectors):
    group = vectors["resident_id_gb11643"]
    for case in group["cases"]:
        if case["valid"] is not None:
            assert accepts(resident, case["value"]) == case["valid"], case
        if case["valid"]:
            read = resident(case["value"])
            assert read.birth == DAY(case["birth"])
            assert read.is_male == (case["sex"] == "male")
    for case in [*group["normalise"], *group["upgrade_15_to_18"]]:
        assert resident(case["input"]).value == case["output"]


def test_identity_numbers_refused_by_a_well_known_library_are_accepted(vectors):
    for value in vectors["resident_id_gb11643"]["library_trap"]["synthetic"]:
        assert accepts(resident, value), value


def test_item_codes_fall_into_their_published_parts(vectors):
    group = vectors["item_codes"]
    for case in [*group["cases"], *group["parents_00Y"]]:
        read = codes.parse_item_code(case["value"])
        assert read.kind == case["kind"], case
        assert read.basic == case["catalog_code"], case
        assert read.prefix == case["prefix"], case
        assert read.item_type == case["item_type"], case
        assert read.department_digits == case["dept_digits"], case
        assert (read.main, read.sub) == (case["main_no"], case["sub_no"]), case
        assert read.sub_kind == case["sub_kind"], case
        if read.department:
            assert read.department == case["dept_uscc"], case
            assert read.level == case["use_level"], case
            assert read.is_department_valid == case["dept_uscc_check_ok"], case
            assert read.implementation == case["implementation_code"], case
        for child in case.get("children", ()):
            assert codes.parse_item_code(child).parent == case["value"], case


def test_item_codes_with_a_fault_are_refused_and_a_strange_authority_only_noted(vectors):
    for case in vectors["item_codes"]["invalid"]:
        if "warning" in case["reason"]:
            assert not codes.parse_item_code(case["value"]).is_department_valid
        else:
            assert not accepts(codes.parse_item_code, case["value"]), case


def test_case_numbers_are_read_and_made(vectors):
    for case in vectors["case_serials"]["cases"]:
        read = codes.parse_case_number(case["value"])
        assert read.item.implementation == case["implementation_code"]
        assert (read.day, read.seq) == (DAY(case["date"]), int(case["sequence"]))
        assert len(read.value) == case["length"]
        assert codes.make_case_number(read.item.value, read.day, read.seq) == case["value"]


def test_sichuan_codes_name_region_and_authority(vectors):
    for case in vectors["item_codes_sichuan"]["cases"]:
        read = codes.parse_sichuan_code(case["value"])
        assert (read.region, read.department) == (case["area"], case["uscc"])


def test_licence_identifiers_are_judged(vectors):
    for case in vectors["elicence_id_gbt36904"]["cases"]:
        assert accepts(codes.parse_licence_id, case["value"]) == case["valid"], case
        if case["valid"]:
            read = codes.parse_licence_id(case["value"])
            assert (read.type_code, read.definer) == (case["type_code"], case["type_definer_uscc"])
            assert (read.issuer, read.serial) == (case["issuer"], case["serial"])
            made = codes.make_licence_id(read.type_code, read.issuer, read.serial)
            assert made == case["value"]


def test_project_codes_are_judged_by_their_form(vectors):
    for case in vectors["investment_project_code"]["cases"]:
        assert accepts(codes.parse_project_code, case["value"]) == case["valid_format"], case


def test_places_have_a_level_and_twelve_digits(vectors):
    levels = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}
    for case in vectors["area_codes"]["cases"]:
        read = codes.parse_region_code(case["value"])
        assert read.level == levels[case["level"]], case
        assert read.value == case["value"].ljust(12, "0")


def test_years_have_as_many_working_days_as_announced(vectors, calendar):
    for year, facts in vectors["calendar"].items():
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        assert calendar.count(first, last) == facts["workdays"]
        for day in facts["off_days"]:
            assert not calendar.is_workday(DAY(day))


def test_working_days_are_counted_as_computed(vectors, calendar):
    groups = vectors["workday_cases"]
    for case in groups["add"]:
        assert calendar.add(DAY(case["start"]), case["add_workdays"]) == DAY(case["due"]), case
    for case in groups["natural_days"]:
        due = calendar.add_natural_days(DAY(case["start"]), case["add_natural_days"])
        assert due == DAY(case["due"]), case
    for case in groups["months"]:
        assert calendar.add_months(DAY(case["start"]), case["add_months"]) == DAY(case["due"]), case
    for case in groups["count"]:
        assert calendar.count(DAY(case["from"]), DAY(case["to"])) == case["workdays"], case
    for case in groups["is_workday"]:
        assert calendar.is_workday(DAY(case["date"])) == case["workday"], case


def test_spans_into_a_year_without_notice_are_provisional(vectors, calendar):
    for case in vectors["workday_cases"]["must_fail"]:
        start = DAY(case["start"])
        assert calendar.is_provisional(start, calendar.add(start, case["n"]))


def scenario(vectors, name: str) -> dict:
    return next(s for s in vectors["statutory_scenarios"] if s["id"] == name)


def test_silence_over_a_holiday_is_acceptance_and_the_clock_runs_from_receipt(vectors, calendar):
    case = scenario(vectors, "art32_deemed_acceptance")
    received = DAY(case["submitted"])

    assert calendar.add(received, 5) == DAY(case["one_time_notice_deadline"])
    assert calendar.add(received, 20) == DAY(case["decision_due_20"])
    assert calendar.add(received, 30) == DAY(case["decision_due_with_extension_10"])


@pytest.mark.parametrize(
    ("name", "limit", "extension"), [("normal_20_plus_10", 20, 10), ("joint_45_plus_15", 45, 15)]
)
def test_a_decision_may_be_extended_from_the_day_it_is_due(
    vectors, calendar, name, limit, extension
):
    case = scenario(vectors, name)

    due = calendar.add(DAY(case["accepted"]), limit)

    assert due == DAY(case["decision_due"])
    assert calendar.add(due, extension) == DAY(case["extended_due"])
    if "delivery_due_if_decided_on_due" in case:
        assert calendar.add(due, 10) == DAY(case["delivery_due_if_decided_on_due"])


def test_a_special_procedure_pushes_the_due_day_by_its_working_days(vectors, calendar):
    case = scenario(vectors, "special_procedure_excluded")
    accepted = DAY(case["accepted"])

    excluded = calendar.between(DAY(case["special_start"]), DAY(case["special_end"]))

    assert excluded == case["excluded_workdays"]
    assert calendar.add(accepted, 20) == DAY(case["due_without"])
    assert calendar.add(accepted, 20 + excluded) == DAY(case["due_with"])


def test_a_hearing_is_asked_for_held_and_announced_in_time(vectors, calendar):
    case = scenario(vectors, "hearing")
    notice = case["notice_latest_for_hearing_on"]

    assert calendar.add(DAY(case["told"]), 5) == DAY(case["request_deadline_5"])
    assert calendar.add(DAY(case["requested"]), 20) == DAY(case["hearing_deadline_20"])
    assert calendar.add(DAY(notice["hearing"]), -7) == DAY(notice["latest_notice"])


def test_renewal_is_asked_for_thirty_working_days_before_expiry(vectors, calendar):
    case = scenario(vectors, "renewal_30_before_expiry")

    latest = calendar.add(DAY(case["expires"]), -30)

    assert latest == DAY(case["latest_application_30_workdays_before"])


def test_short_periods_of_the_penalties_law_are_working_days(vectors, calendar):
    case = scenario(vectors, "penalty_recheck")

    assert calendar.add(DAY(case["event"]), 5) == DAY(case["plus_5"])
    assert calendar.add(DAY(case["event"]), 7) == DAY(case["plus_7"])
