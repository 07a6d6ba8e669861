"""What is refused when commitments are signed, results handed over, and results changed later."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid

# Commitments


class NothingToCommit(Invalid):
    """A commitment is signed for what the guide allows it for, and nothing else."""

    code = "case.nothing_to_commit"
    message = _("Choose papers that may follow, or that your word may take the place of.")


class SignatureWrong(Invalid):
    """Who signs types his own name."""

    code = "case.signature_wrong"
    message = _("Type your name exactly as in your account: %(name)s.")


class OtherText(Invalid):
    """A word given through a system is given to the text as it stands now, by its fingerprint."""

    code = "case.other_text"
    message = _("The text is not the one that was read. Show it again and let it be confirmed.")


class CommitmentMissing(Invalid):
    """A paper that may follow by a day needs a commitment; `keys` lists them."""

    code = "case.commitment_missing"
    message = _("Hand in these papers, or sign that they will follow: %(names)s.")


class WordNotTaken(DomainError):
    """Who broke a promise gives the papers themselves, until the record is lifted."""

    code = "case.word_not_taken"
    message = _("An earlier commitment was not kept, so the papers themselves are needed.")


class NotOwed(Invalid):
    """Only a paper that was promised can be handed in later."""

    code = "case.not_owed"
    message = _("This paper is not owed, or not any more.")


class PapersOwed(Invalid):
    """Some papers must be there before anything is granted."""

    code = "case.papers_owed"
    message = _("Cannot be granted before these papers are in: %(names)s.")


class OwedNotConfirmed(Invalid):
    """Granting although papers are still to come is done knowingly."""

    code = "case.owed_not_confirmed"
    message = _("Papers are still to come: %(names)s. Confirm that you grant nevertheless.")


class CheckedAlready(DomainError):
    """A later check is answered once."""

    code = "case.checked_already"
    message = _("This check was already done.")


class FindingMissing(Invalid):
    """A later check says what was found."""

    code = "case.finding_missing"
    message = _("Say whether it is right, and what was found.")


class NotOnRecord(DomainError):
    """There is no such record, or it was lifted."""

    code = "case.not_on_record"
    status = 404
    message = _("There is no such record.")


# Instant approval


class StoppedAlready(DomainError):
    """The switch stands where it was to be put."""

    code = "case.stopped_already"
    message = _("The switch stands like that already. Please reload the page.")


# Delivery


class WrongPickupCode(Invalid):
    """Whoever fetches a result shows the code, or who he is."""

    code = "case.wrong_pickup_code"
    message = _("The pick-up code is not right. %(left)s tries are left.")


class PickupLocked(Invalid):
    """After too many wrong tries only a document opens."""

    code = "case.pickup_locked"
    message = _("Too many wrong codes. Check the identity document of who is here instead.")


class AddressMissing(Invalid):
    """Post needs an address."""

    code = "case.address_missing"
    message = _("Write the address the result is posted to.")


# Results


class NoSuchResult(DomainError):
    """Outside one's scope there is no such result."""

    code = "case.no_such_result"
    status = 404
    message = _("There is no such result.")


class ResultNotOpen(DomainError):
    """The act belongs to another moment of the result's life."""

    code = "case.result_not_open"
    message = _("The result is “%(state)s”, so this step is not open.")


class BadResultGround(Invalid):
    """A result loses its force only for a ground the law names (arts. 8, 69, 70)."""

    code = "case.bad_result_ground"
    message = _("Choose one of the grounds the law names.")


class TermNotOver(Invalid):
    """Struck off as not renewed is only what has run out (art. 70 no. 1)."""

    code = "case.term_not_over"
    message = _("The result is still valid: its term is not over.")


class CorrectionMissing(Invalid):
    """A correction says what was written, and what is right."""

    code = "case.correction_missing"
    message = _("Say what is written wrongly and what is right.")


class NotExpired(DomainError):
    """A result expires after its last day."""

    code = "case.not_expired"
    message = _("The result is valid until %(until)s.")


class NotRenewable(DomainError):
    """Only what ends, and has not ended, is renewed (art. 50)."""

    code = "case.not_renewable"
    message = _("This result cannot be renewed or changed: apply anew.")
