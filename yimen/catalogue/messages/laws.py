"""What an import of laws did, and what it could not take."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LAW_COUNTS = _(
    "%(files)s files, %(laws)s laws: %(added)s new, %(editions)s other editions, %(unchanged)s"
    " unchanged; %(articles)s articles written."
)

#: Why a file was passed over, or why nothing was taken at all.
LAW_PROBLEMS: dict[str, Any] = {
    "no_text": _("The file holds no text of a law; passed over."),
    "second_text": _("Another text of the same law and day was read before; passed over."),
    "not_utf8": _("The file is not written in UTF-8."),
    "too_large": _("The file is larger than any law."),
    "too_long": _("The title is too long."),
    "no_archive": _("The file is no text and no archive that can be read."),
    "too_many_files": _("The archive holds too many files."),
}


def law_problem_text(code: str) -> str:
    """Why a file could not be taken, as a sentence."""
    return str(LAW_PROBLEMS[code])
