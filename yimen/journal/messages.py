"""What the journal's findings mean, in the reader's language."""

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "altered": _("it was altered after it was written"),
    "replaced": _("another was put in its place"),
    "removed": _("it was removed"),
    "inserted": _("it was inserted, or entered twice"),
    "headless": _("the mark of the newest entry was removed, or all entries were inserted"),
}
FINDING = _("%(subject)s, entry %(seq)s: %(what)s")
