"""What is refused about cards and rules. Each says what to do instead."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class NoSuchCard(DomainError):
    """Outside what the actor may see a card does not exist."""

    code = "supervision.no_such_card"
    status = 404
    message = _("There is no such card.")


class WrongState(DomainError):
    """The card is not where the act begins."""

    code = "supervision.wrong_state"
    message = _("This cannot be done any more: the card stands at “%(state)s”.")


class OwnWork(DomainError):
    """Nobody judges a card of a case he handled."""

    code = "supervision.own_work"
    status = 403
    message = _("You handled this case, so somebody else judges its cards.")


class OwnReview(DomainError):
    """An appeal is heard by somebody else than who upheld the card."""

    code = "supervision.own_review"
    status = 403
    message = _("You upheld this card, so somebody else hears the appeal.")


class StillExplaining(DomainError):
    """The unit has its days to explain before the card is upheld without its word."""

    code = "supervision.still_explaining"
    message = _("The unit may explain until %(day)s. Until then the card can only be withdrawn.")


class StillAppealing(DomainError):
    """Nobody is held to account while the unit may appeal."""

    code = "supervision.still_appealing"
    message = _("The unit may appeal until %(day)s. Nobody is held to account before.")


class AppealTooLate(DomainError):
    """The days to appeal are over."""

    code = "supervision.appeal_too_late"
    message = _("An appeal was possible until %(day)s.")


class KeyReused(DomainError):
    """The form's key belongs to another act."""

    code = "supervision.key_reused"
    message = _("This form was used for something else. Please open it again.")


class WordsMissing(Invalid):
    """A step that needs reasons came without."""

    code = "supervision.words_missing"
    message = _("Please write at least one sentence.")


class TooManyPapers(Invalid):
    """More files than a step takes."""

    code = "supervision.too_many_papers"
    message = _("At most %(most)s files.")


class UnknownGround(Invalid):
    """A card is taken back on one of the grounds."""

    code = "supervision.unknown_ground"
    message = _("Choose why the card is taken back.")


class UnknownMeasure(Invalid):
    """A measure that is not in the list."""

    code = "supervision.unknown_measure"
    message = _("Choose one of the measures.")


class NotAnswerable(Invalid):
    """Only officers of the office, or who handled the case, are held to account."""

    code = "supervision.not_answerable"
    message = _("%(name)s neither handled the case nor works in this office.")


# ---- inspections


class NothingToDraw(Invalid):
    """No case was concluded there in those days."""

    code = "supervision.nothing_to_draw"
    message = _("This house concluded no case in these days.")


class DaysTurned(Invalid):
    """A period that ends before it begins, or has not ended."""

    code = "supervision.days_turned"
    message = _("The days must lie in the past, the first before the last.")


class AlreadyDrawn(DomainError):
    """Cases are drawn once; drawing again until they please is what the seed is to prevent."""

    code = "supervision.already_drawn"
    message = _("The cases of this plan are drawn already.")


class PopulationChanged(DomainError):
    """The list of cases is not the one that was sealed."""

    code = "supervision.population_changed"
    message = _(
        "The cases concluded in these days are not those that were sealed with the plan (%(now)s "
        "instead of %(then)s). Make a new plan."
    )


class MarkOutOfBounds(Invalid):
    """Each criterion gets a mark between nought and its points."""

    code = "supervision.mark_out_of_bounds"
    message = _("Give between 0 and %(points)s points.")


class FindingsMissing(Invalid):
    """Points were taken off without saying why."""

    code = "supervision.findings_missing"
    message = _("Say what was found: points were taken off.")


class OwnOffice(DomainError):
    """An office is inspected by others."""

    code = "supervision.own_office"
    status = 403
    message = _("Your own office is inspected by others.")


class InspectionElsewhere(DomainError):
    """The inspection does not stand where this is done."""

    code = "supervision.inspection_state"
    message = _("This cannot be done any more: the inspection stands at “%(state)s”.")


# ---- rules


class NoSuchRule(DomainError):
    """There is no rule of this id."""

    code = "supervision.no_such_rule"
    status = 404
    message = _("There is no such rule.")


class ThresholdsUnsound(Invalid):
    """A version without thresholds, or two that say the same."""

    code = "supervision.thresholds_unsound"
    message = _("Give at least one threshold, each level only once, with a whole number.")


class ReasonMissing(Invalid):
    """A new version came without the reason."""

    code = "supervision.reason_missing"
    message = _("Say why the rule changes.")


class BeginsInThePast(Invalid):
    """What was judged stays judged as it was."""

    code = "supervision.begins_in_the_past"
    message = _("A version begins tomorrow or later: what was judged stays judged as it was.")


class BeginsBeforeTheLast(Invalid):
    """A version that begins before the one it follows."""

    code = "supervision.begins_before_the_last"
    message = _("The version before begins on %(day)s. This one must begin later.")


# ---- windows and recordings


class NoSuchCamera(Invalid):
    """No camera of that code looks at a window then, or it hangs in a hall of somebody else."""

    code = "supervision.no_such_camera"
    message = _("No camera “%(camera)s” of yours looked at a window then.")


class CameraKnown(Invalid):
    """A device is registered once."""

    code = "supervision.camera_known"
    message = _("A camera with this code is registered already.")


class LinkUnsound(Invalid):
    """A pattern that does not come out as an address to play."""

    code = "supervision.link_unsound"
    message = _(
        "Write an address that begins with https:// or rtsp://, with the known places in braces "
        "and without a password."
    )


class RecorderUnsound(Invalid):
    """Not the address of a recorder."""

    code = "supervision.recorder_unsound"
    message = _("Write the recorder as a name or number with a port, such as 10.1.8.20:554.")


class ChannelUnsound(Invalid):
    """Not the channel of a recorder."""

    code = "supervision.channel_unsound"
    message = _("Write the channel with letters, digits, “-” and “_” only.")


class HoursTurned(Invalid):
    """A window closes before it opens."""

    code = "supervision.hours_turned"
    message = _("The window must close after it opens.")


class MovesBeforeItCame(Invalid):
    """A camera leaves a window on a later day than it came."""

    code = "supervision.moves_before_it_came"
    message = _("It came to this window on %(day)s; it can leave from the day after.")


class CameraIsDown(DomainError):
    """A camera that was taken down stays down; a new one is registered."""

    code = "supervision.camera_is_down"
    message = _("This camera was taken down.")


class SpanUnsound(Invalid):
    """A span that does not lie in the past, or is too long to be looked at in one go."""

    code = "supervision.span_unsound"
    message = _("Choose a span that is over, ends after it begins, and is at most %(hours)s hours.")


class NotRecorded(Invalid):
    """The camera was elsewhere then."""

    code = "supervision.not_recorded"
    message = _("The camera did not look at this window on %(day)s.")


class UnknownFinding(Invalid):
    """A kind, or a level, that the table of findings does not know."""

    code = "supervision.unknown_finding"
    message = _("Choose what was found, and a level its rule names.")


class NotServedThere(Invalid):
    """The office, or the officer, does not serve at this window."""

    code = "supervision.not_served_there"
    message = _("Choose an office and an officer who served at this window that day.")


class ObservationDecided(DomainError):
    """Somebody was quicker."""

    code = "supervision.observation_decided"
    message = _("This was decided already.")


class OwnObservation(DomainError):
    """What somebody saw himself is judged by another."""

    code = "supervision.own_observation"
    status = 403
    message = _("You entered this finding, so somebody else judges the card.")
