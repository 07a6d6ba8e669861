"""What the workbook says at its headings."""

from django.utils.translation import gettext_noop as _

ON_CODE = _("The 31 or 33 characters of the item.")
ON_ITEM = _("The code of the item this row belongs to.")
ON_PATH = _("As the list of organisations has it; empty: found by the credit code.")
ON_MANY = _("Several are kept apart by “；”.")
ON_PARTS = _("Built of parts, as JSON; best changed in the desk.")
