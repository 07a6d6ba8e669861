"""What the organisation of an authority does not allow."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


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


class StaffInactive(DomainError):
    """Officers who left hold no posts."""

    code = "org.staff_inactive"
    message = _("%(name)s no longer works here.")


class CalendarInvalid(Invalid):
    """A day is either off or worked."""

    code = "org.calendar_invalid"
    message = _("%(day)s cannot be both a holiday and a working day.")
