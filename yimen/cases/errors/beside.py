"""What notes, urgings, phrases and saved views refuse."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class NoteMissing(Invalid):
    """A note, or an urging, says something."""

    code = "case.note_missing"
    message = _("Write what the others should know.")


class UrgedToday(DomainError):
    """One person urges a case once a day."""

    code = "case.urged_today"
    message = _("You urged this case today already; more often than once a day is not useful.")


class NobodyToUrge(DomainError):
    """A case in one's own hands, or in the applicant's, is not urged."""

    code = "case.nobody_to_urge"
    message = _("Nobody else has this case in hand now: there is nobody to urge.")


class NameMissing(Invalid):
    """What is kept has a name, and a phrase its text."""

    code = "case.name_missing"
    message = _("Give it a name and, for a phrase, a text.")


class TooManyViews(Invalid):
    """Tabs stay few enough to be read."""

    code = "case.too_many_views"
    message = _("At most %(most)s views are kept. Take one away first.")


class TooManyPhrases(Invalid):
    """A list of phrases stays short enough to choose from."""

    code = "case.too_many_phrases"
    message = _("At most %(most)s phrases are kept. Take one away first.")


class UnknownPlace(Invalid):
    """What stands in braces is filled in, or it would reach the applicant as it is."""

    code = "case.unknown_place"
    message = _("“{%(place)s}” is no place that can be filled in.")


class NoSuchPhrase(DomainError):
    """Phrases of others do not exist."""

    code = "case.no_such_phrase"
    status = 404
    message = _("There is no such phrase.")
