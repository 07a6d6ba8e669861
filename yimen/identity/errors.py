"""What accounts, persons and agents cannot do."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed


class NameMissing(Invalid):
    """A person or organisation has a name."""

    code = "identity.name_missing"
    message = _("Please enter the full name.")


class DocumentInvalid(Invalid):
    """Persons have an identity card, organisations a credit code."""

    code = "identity.document_invalid"
    message = _("This document does not belong to this kind of applicant.")


class UsernameInvalid(Invalid):
    """Names to sign in with are plain."""

    code = "identity.username_invalid"
    message = _("A user name has 4 to 60 letters, digits or the signs . _ - @")


class UsernameTaken(Invalid):
    """Two accounts cannot have the same name."""

    code = "identity.username_taken"
    message = _("This user name is taken. Please choose another.")


class PasswordWeak(Invalid):
    """The password is too easy to guess."""

    code = "identity.password_weak"
    message = _("The password is too weak: %(reasons)s")


class CannotRegister(DomainError):
    """Says neither whether the person has an account nor under which name."""

    code = "identity.cannot_register"
    message = _(
        "No account can be opened online with this name and number. If you have one already, "
        "sign in or reset the password; otherwise come to a service hall with your identity card."
    )


class PartyNameDiffers(DomainError):
    """One number belongs to one name."""

    code = "identity.party_name_differs"
    message = _(
        "This number is already known under another name. Compare it with the document; if the "
        "document is right, confirm the name at the counter."
    )


class AccountExists(DomainError):
    """One officer, one person: one account."""

    code = "identity.account_exists"
    message = _("There is already an account for this person.")


class OrganisationClaimed(DomainError):
    """The first representative names the others."""

    code = "identity.organisation_claimed"
    message = _(
        "Somebody already represents this organisation here. Ask for an authorisation, or come to "
        "a service hall with the licence."
    )


class AgentInvalid(Invalid):
    """Only a person with an account can act for an organisation."""

    code = "identity.agent_invalid"
    message = _("Only a registered person can be authorised.")


class AlreadyAgent(DomainError):
    """One authorisation at a time."""

    code = "identity.already_agent"
    message = _("%(name)s already acts for this organisation.")


class PeriodInvalid(Invalid):
    """A period ends after it starts."""

    code = "identity.period_invalid"
    message = _("The end must lie after the start.")


class TermNeeded(Invalid):
    """What a person entrusts to another ends by itself."""

    code = "identity.term_needed"
    message = _("Say until when it holds: at most %(years)s years.")


class NobodyFound(Invalid):
    """Says neither which of the two is wrong nor who is known here."""

    code = "identity.nobody_found"
    message = _("Nobody with this name and number has an account here. Please check both.")


class PaperMissing(Invalid):
    """Consent given at a counter is proved by what was signed there."""

    code = "identity.paper_missing"
    message = _("Add the signed consent as a scan or photo.")


class PurposeMissing(Invalid):
    """Looking at a full number needs a reason that stands in the journal."""

    code = "identity.purpose_missing"
    message = _("Please say what you need the full number for.")


class MayNotAuthorise(NotAllowed):
    """Authorising is the legal representative's right."""

    code = "identity.may_not_authorise"
    message = _("Only the legal representative can do this.")
