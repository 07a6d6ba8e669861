"""What entering a charge refuses."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import Invalid


class UnknownFee(Invalid):
    """The guide the case follows has no such fee."""

    code = "case.unknown_fee"
    message = _("The guide of this case has no such fee.")


class ChargeUnnamed(Invalid):
    """A charge the guide does not name has the name of its receipt."""

    code = "case.charge_unnamed"
    message = _("Say what was charged, as on the receipt.")


class AmountOutOfBounds(Invalid):
    """A charge is more than nothing."""

    code = "case.amount_out_of_bounds"
    message = _("Give the amount in yuan: more than nothing, and no more than a hundred million.")


class ReceiptMissing(Invalid):
    """Whoever charges gives a receipt."""

    code = "case.receipt_missing"
    message = _("Give the number of the receipt.")


class VoidWithoutReason(Invalid):
    """What is struck out says why."""

    code = "case.void_without_reason"
    message = _("Say why it is struck out.")


class ReceiptTaken(Invalid):
    """A receipt is entered once for a case."""

    code = "case.receipt_taken"
    message = _("This receipt is entered already.")


class UnknownReceipt(Invalid):
    """Nothing was entered with this receipt."""

    code = "case.unknown_receipt"
    message = _("No charge of this case has this receipt.")
