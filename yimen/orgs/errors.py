"""What the organisation of an authority does not allow."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed


class RegionTaken(Invalid):
    """The place is there already."""

    code = "org.region_taken"
    message = _("The region %(code)s is already there.")


class LabelInvalid(Invalid):
    """Labels make up paths, so they are short and plain."""

    code = "org.label_invalid"
    message = _("A label has small letters, digits and hyphens only.")


class PathTaken(Invalid):
    """Two organisations cannot have the same place in the tree."""

    code = "org.path_taken"
    message = _("There is already an organisation with the label “%(label)s” here.")


class StaffNumberTaken(Invalid):
    """Two officers cannot have the same number."""

    code = "org.staff_number_taken"
    message = _("The staff number %(number)s is already taken.")


class UnknownGrant(Invalid):
    """A post can only give the powers that exist."""

    code = "org.unknown_grant"
    message = _("There is no grant named “%(name)s”.")


class PeriodInvalid(Invalid):
    """A period ends after it starts."""

    code = "org.period_invalid"
    message = _("The end must lie after the start.")


class NotOneself(NotAllowed):
    """Powers and accounts are given by somebody else (four eyes)."""

    code = "org.not_oneself"
    message = _("Nobody does this for himself: a colleague who manages staff must do it.")


class BeyondReach(NotAllowed):
    """Delegated administration: what somebody manages bounds what he can give and take."""

    code = "org.beyond_reach"
    message = _("This reaches further than what you manage yourself.")


class OrganisationInUse(DomainError):
    """What lies below would hang in the air."""

    code = "org.in_use"
    message = _("“%(name)s” still has organisations in office below it. Close those first.")


class OrganisationClosed(DomainError):
    """Nothing new begins in an organisation out of office."""

    code = "org.closed"
    message = _("“%(name)s” is no longer in office.")


class NotAmongOwnDays(Invalid):
    """A day off that comes from a notice of another place is not taken back here."""

    code = "org.no_such_day"
    message = _("%(day)s is not among this place's own days.")


class RegionNameInvalid(Invalid):
    """A place has a name that fits on a line."""

    code = "org.region_name_invalid"
    message = _("A place needs a name of at most 60 signs.")


class RegionTwice(Invalid):
    """A table names each place once."""

    code = "org.region_twice"
    message = _("The region %(code)s stands in line %(line)s already.")


class AlreadyAppointed(DomainError):
    """One officer holds one post once at a time."""

    code = "org.already_appointed"
    message = _("%(name)s already holds this post in that period.")


class DeputyHimself(Invalid):
    """Somebody else has to stand in."""

    code = "org.deputy_himself"
    message = _("Nobody can be his own deputy.")


class DeputyTaken(DomainError):
    """One deputy at a time: who answers must be clear."""

    code = "org.deputy_taken"
    message = _("%(name)s already has a deputy from %(since)s to %(until)s.")


class DeputyElsewhere(Invalid):
    """What a post gives does not leave the house without those who manage both."""

    code = "org.deputy_elsewhere"
    message = _("%(name)s is of another house. Ask who manages staff to appoint a deputy.")


class AbsenceTooLong(Invalid):
    """A post nobody fills for so long is filled anew."""

    code = "org.absence_too_long"
    message = _("By oneself at most %(days)s days; for longer, who manages staff appoints.")


class ClosedAlready(Invalid):
    """One closing a day says why, and where to go."""

    code = "org.closed_already"
    message = _("The hall is closed from %(first)s to %(last)s already.")


class OnlyByLetter(DomainError):
    """A post that stands on a letter is held by the officer it names."""

    code = "org.only_by_letter"
    message = _("This post stands on letter %(number)s: another officer needs a letter of his own.")


class LetterNumberTaken(Invalid):
    """Each letter has its own number."""

    code = "org.letter_number_taken"
    message = _("There is a letter with the number %(number)s already.")


class NotAHall(Invalid):
    """A chief representative sits in a service hall or station."""

    code = "org.not_a_hall"
    message = _("“%(name)s” is no service hall or station.")


class NotAtTheHall(Invalid):
    """He is an officer of the department, or of the hall."""

    code = "org.not_at_the_hall"
    message = _("%(name)s belongs neither to the organisation nor to the hall.")


class LetterEmpty(Invalid):
    """A letter that allows nothing is none."""

    code = "org.letter_empty"
    message = _("Choose at least one kind of act.")


class RepresentativeTaken(DomainError):
    """One chief representative of an organisation at a hall at a time."""

    code = "org.representative_taken"
    message = _("%(name)s represents the organisation there from %(since)s to %(until)s.")


class LetterRevoked(DomainError):
    """What was revoked stays so."""

    code = "org.letter_revoked"
    message = _("Letter %(number)s is revoked already.")


class PostHeld(DomainError):
    """A post is closed when nobody holds it, now or later."""

    code = "org.post_held"
    message = _("Somebody holds “%(name)s”, now or later. Withdraw the holders first.")


class PostClosed(DomainError):
    """A closed post stays as it was."""

    code = "org.post_closed"
    message = _("The post “%(name)s” is closed.")


class StillHoldsPosts(DomainError):
    """Nobody takes the powers of one house along into another."""

    code = "org.still_holds_posts"
    message = _("%(name)s still holds posts or stands in for somebody. Withdraw that first.")


class StaffInactive(DomainError):
    """Officers who left hold no posts."""

    code = "org.staff_inactive"
    message = _("%(name)s no longer works here.")


class CalendarInvalid(Invalid):
    """A day is either off or worked."""

    code = "org.calendar_invalid"
    message = _("%(day)s cannot be both a holiday and a working day.")
