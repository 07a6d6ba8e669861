"""What is not taken in as a file, and what the person can do about it."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import Invalid


class EmptyFile(Invalid):
    """Nothing was uploaded."""

    code = "file.empty"
    message = _("The file is empty. Please choose another one.")


class TooLarge(Invalid):
    """More bytes than one file may have."""

    code = "file.too_large"
    message = _("The file is larger than %(most)s MB. Please make it smaller.")


class KindNotAllowed(Invalid):
    """The content, whatever its name says, is of no kind we take."""

    code = "file.kind_not_allowed"
    message = _("Only PDF, JPEG, PNG, OFD, DOCX and XLSX files are taken.")


class NameLies(Invalid):
    """The ending of the name says another kind than the content is, or nothing."""

    code = "file.name_lies"
    message = _(
        "The file contains %(found)s, so its name should end in .%(ending)s."
        " Please save it again under such a name."
    )


class Damaged(Invalid):
    """The content cannot be opened."""

    code = "file.damaged"
    message = _("The file cannot be opened. Please save or scan it again.")


class Hostile(Invalid):
    """The content would take absurd memory when opened."""

    code = "file.hostile"
    message = _("The file grows far too large when opened. Please make it smaller.")
