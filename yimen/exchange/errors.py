"""What is refused to systems and to those who register them."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class NoToken(DomainError):
    """Nobody knows who asks."""

    code = "token.missing"
    status = 401
    message = _("This needs a valid access token. Please get one at /api/v1/oauth/token.")


class OutOfScope(DomainError):
    """The system may not ask for this."""

    code = "token.out_of_scope"
    status = 403
    message = _("The access token does not include the scope “%(scope)s”.")


class TooManyRequests(DomainError):
    """The system asked too often."""

    code = "too_many_requests"
    status = 429
    message = _("At most %(most)s requests a minute. Please wait %(wait)s seconds.")


class NoKey(Invalid):
    """What changes something says by a key that it is meant once."""

    code = "key.missing"
    message = _("Please send an Idempotency-Key: a UUID, the same for each try of one request.")


class KeyReused(Invalid):
    """One key for two requests."""

    code = "key.reused"
    message = _("This Idempotency-Key was used for another request.")


class NoSuchOfficer(Invalid):
    """Acts are done by officers of the organisation whose system it is."""

    code = "officer.unknown"
    message = _("No officer “%(number)s” of this organisation is at work today.")


class NotRepresented(Invalid):
    """Nobody applies for an organisation for whom nobody here said that he may."""

    code = "applicant.not_represented"
    message = _(
        "For an organisation, please name as “agent” a person who is known here as its legal "
        "representative or agent in this matter."
    )


class BadScopes(Invalid):
    """A system without anything it may do, or with what there is not."""

    code = "client.bad_scopes"
    message = _("Please choose at least one of the scopes.")


class BadLimit(Invalid):
    """A limit that is none."""

    code = "client.bad_limit"
    message = _("The limit lies between 1 and %(most)s requests a minute.")


class NameMissing(Invalid):
    """A system has a name people know."""

    code = "client.name_missing"
    message = _("Please enter a name.")


class Revoked(DomainError):
    """A system that was shut out stays so."""

    code = "client.revoked"
    message = _("This system was shut out. Please register it anew.")


class BadAddress(Invalid):
    """What is told goes to an address of the web, over a secure line."""

    code = "subscription.bad_address"
    message = _("Please enter an address that begins with https://.")


class NoSuchDelivery(DomainError):
    """Nothing of that id was told to this system."""

    code = "delivery.not_found"
    status = 404
    message = _("There is no such delivery.")
