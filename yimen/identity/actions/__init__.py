"""What can happen to persons, accounts and agents."""

from yimen.identity.actions._known import Person
from yimen.identity.actions.accounts import (
    close_account,
    enrol_totp,
    open_account,
    reopen_account,
)
from yimen.identity.actions.agents import (
    authorise_agent,
    register_organisation,
    revoke_agency,
)
from yimen.identity.actions.consents import (
    ask_to_act,
    begin_for_resident,
    confirm_agency,
    record_agency,
)
from yimen.identity.actions.officers import (
    Handed,
    NewOfficer,
    give_account,
    reset_password,
    reset_second_factor,
    take_on_officer,
)
from yimen.identity.actions.parties import (
    confirm_party,
    declare_party,
    register_party,
    reveal_number,
)
from yimen.identity.actions.residents import register_resident

__all__ = [
    "Handed",
    "NewOfficer",
    "Person",
    "ask_to_act",
    "authorise_agent",
    "begin_for_resident",
    "close_account",
    "confirm_agency",
    "confirm_party",
    "declare_party",
    "enrol_totp",
    "give_account",
    "open_account",
    "record_agency",
    "register_organisation",
    "register_party",
    "register_resident",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "reveal_number",
    "revoke_agency",
    "take_on_officer",
]
