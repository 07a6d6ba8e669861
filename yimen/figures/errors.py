"""What can be refused about figures, scores, and logs of older systems."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class LogRefused(Invalid):
    """Rows of a log that cannot be taken; nothing of it was kept."""

    code = "log.refused"
    message = _("%(count)s cells or rows are wrong. Nothing was taken.")

    def __init__(self, problems: Sequence[Any], count: int) -> None:
        """The first problems by name (`rules.logs.events.Problem`), and how many there are."""
        super().__init__(count=count)
        self.problems = problems


class SchemeNotLater(Invalid):
    """A version of a scheme follows the last one."""

    code = "scheme.not_later"
    message = _("A version of this scheme is already in force from %(month)s. Begin later.")


class NoScheme(DomainError):
    """A month without a scheme is not scored."""

    code = "score.no_scheme"
    message = _("No scheme is in force for that month.")


class NoSuchScore(DomainError):
    """Outside what the actor may see there is no score."""

    code = "score.none"
    status = 404
    message = _("There is no such score.")


class NoSuchLine(Invalid):
    """Only lines of the scheme that are entered by hand."""

    code = "score.no_such_line"
    message = _("The scheme has no such line that is entered by hand.")


class PointsOutOfBounds(Invalid):
    """A line allows so many points."""

    code = "score.points"
    message = _("From %(least)s to %(most)s points are possible here.")


class WordsMissing(Invalid):
    """Points and appeals come with their reason."""

    code = "score.words_missing"
    message = _("Say why.")


class TooManyPapers(Invalid):
    """So many papers go with an act."""

    code = "score.too_many_papers"
    message = _("At most %(most)s papers go with this.")


class MonthClosed(DomainError):
    """What was published stays; it is corrected by an appeal."""

    code = "score.month_closed"
    message = _("This month is published already. A line is corrected by an appeal.")


class MonthNotOver(DomainError):
    """A month is published when it is over."""

    code = "score.month_not_over"
    message = _("This month is not over yet.")


class NothingTaken(DomainError):
    """Only a line that takes points off is appealed against."""

    code = "score.nothing_taken"
    message = _("This line takes no points off.")


class AlreadyAppealed(DomainError):
    """A line is appealed against once."""

    code = "score.already_appealed"
    message = _("There is an appeal against this line already.")


class AppealTooLate(DomainError):
    """The days after publication are over."""

    code = "score.appeal_too_late"
    message = _("An appeal was possible until %(day)s.")


class AppealDecided(DomainError):
    """An appeal is decided once."""

    code = "score.appeal_decided"
    message = _("This appeal is decided already.")


class NotProposed(DomainError):
    """A title is confirmed of whom the scheme proposes."""

    code = "score.not_proposed"
    message = _("The scheme does not propose this title for that score.")


class TitlesGiven(DomainError):
    """A scheme knows so many of a title a month."""

    code = "score.titles_given"
    message = _("All titles of this kind are given for that month.")
