"""What can happen to the organisation of the authorities."""

from yimen.orgs.actions.calendar import (
    load_builtin_year,
    load_calendar_year,
    set_calendar_day,
    unset_calendar_day,
)
from yimen.orgs.actions.changing import change_post, close_post, move_staff, take_back_staff
from yimen.orgs.actions.closures import close_hall, open_hall
from yimen.orgs.actions.deputies import appoint_deputy, end_deputyship, record_absence
from yimen.orgs.actions.letters import LetterTerms, issue_letter, revoke_letter
from yimen.orgs.actions.posts import add_post, appoint, end_posting
from yimen.orgs.actions.regions import Place, RegionReport, import_regions
from yimen.orgs.actions.tree import (
    add_organisation,
    add_region,
    add_staff,
    change_organisation,
    check_commands,
    close_organisation,
    dismiss_staff,
)

__all__ = [
    "LetterTerms",
    "Place",
    "RegionReport",
    "add_organisation",
    "add_post",
    "add_region",
    "add_staff",
    "appoint",
    "appoint_deputy",
    "change_organisation",
    "change_post",
    "check_commands",
    "close_hall",
    "close_organisation",
    "close_post",
    "dismiss_staff",
    "end_deputyship",
    "end_posting",
    "import_regions",
    "issue_letter",
    "load_builtin_year",
    "load_calendar_year",
    "move_staff",
    "open_hall",
    "record_absence",
    "revoke_letter",
    "set_calendar_day",
    "take_back_staff",
    "unset_calendar_day",
]
