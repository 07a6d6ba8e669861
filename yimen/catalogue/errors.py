"""What the catalogue refuses, and why."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed


class NotOnOffer(DomainError):
    """What is not on the list cannot be applied for."""

    code = "item.not_on_offer"
    status = 404
    message = _("There is no item on offer with the code %(code)s.")


class NoSuchLaw(Invalid):
    """No text of the law is loaded."""

    code = "law.unknown"
    message = _("No law called %(title)s is loaded.")


class ProofTaken(Invalid):
    """A key names one proof for good."""

    code = "proof.taken"
    message = _("There is already a proof with the key %(key)s.")


class ProofWithdrawn(DomainError):
    """What is off the list is not written to any more."""

    code = "proof.withdrawn"
    message = _("“%(name)s” was taken off the list.")


class KeyGivenOnce(Invalid):
    """A key of the form names one field for good: cases keep their answers under it."""

    code = "item.key_given_once"
    message = _("The key “%(key)s” belonged to a field that is gone; give the new one another.")


class NoSuchMaterial(DomainError):
    """The material was taken out while somebody was giving a file along with it."""

    code = "item.no_such_material"
    message = _("The draft asks for no such material any more. Load the page again.")


class FileNameTaken(Invalid):
    """A material's files are told apart by their names."""

    code = "item.file_name_taken"
    message = _("The material already has a file called “%(name)s”. Remove it first.")


class TooManyFiles(Invalid):
    """Nobody finds his way through more."""

    code = "item.too_many_files"
    message = _("A material has at most %(most)s files.")


class CodeTaken(Invalid):
    """The code is an item's only identity."""

    code = "item.code_taken"
    message = _("There is already an item with the code %(code)s.")


class CodeOfCatalogue(Invalid):
    """A twelve-character code names what the catalogue knows, not what an authority offers."""

    code = "item.code_of_catalogue"
    message = _("An item needs the 31 or 33 characters of an authority; this is a basic code.")


class WrongState(DomainError):
    """The version or item has moved on."""

    code = "item.wrong_state"
    message = _("This is “%(state)s” now, so this step is no longer open.")


class DraftExists(DomainError):
    """One draft at a time: two would overwrite each other's changes."""

    code = "item.draft_exists"
    message = _("Version %(number)s of this item is still being prepared. Finish or discard it.")


class SecondPersonNeeded(NotAllowed):
    """Who wrote a version does not review it."""

    code = "item.second_person"
    message = _("You took part in writing this version; somebody else must review it.")


class DayPast(Invalid):
    """Nothing begins in the past."""

    code = "item.day_past"
    message = _("%(day)s is past. Choose today or a later day.")


class ActExists(DomainError):
    """One act at a time: the second would not know what it acts on."""

    code = "item.act_exists"
    message = _("Another act on this item is still open. Withdraw it or let it be decided first.")


class NothingToHandOver(DomainError):
    """Only what is on the list can be taken off it or handed over."""

    code = "item.nothing_to_hand_over"
    message = _("The item is not on the list, so there is nothing to cancel or hand over.")


class NoReceiver(Invalid):
    """A hand-over needs another organisation."""

    code = "item.no_receiver"
    message = _("Choose another organisation than the present one.")


class BadItemCode(Invalid):
    """The new item needs a code of its own."""

    code = "item.bad_code"
    message = _("This is no item code: %(why)s")


class OtherBasicCode(Invalid):
    """A hand-over changes who implements the item, not which item it is."""

    code = "item.other_basic_code"
    message = _("The code must hold the same basic code, %(basic)s.")


class NotBelow(Invalid):
    """Delegation goes downwards."""

    code = "item.not_below"
    message = _("The item can only be delegated to a lower level; see the 19th digit of the code.")


class NoMergeTarget(Invalid):
    """An item is merged into one that is on the list."""

    code = "item.no_merge_target"
    message = _("There is no other item on the list with the code %(code)s.")


class BasicCodeTaken(Invalid):
    """A basic code names one line of the basic directory."""

    code = "basic.code_taken"
    message = _("The basic directory has an item with the code %(code)s already.")


class BadBasicCode(Invalid):
    """Lines of the basic directory have twelve characters."""

    code = "basic.bad_code"
    message = _("A basic code has twelve characters: %(why)s")


class NotReady(DomainError):
    """A draft with blocking findings cannot go to review; `findings` lists them."""

    code = "item.not_ready"
    status = 422
    message = _("%(count)s points must be put right before this can be reviewed.")

    def __init__(self, findings: Sequence[Any]) -> None:
        """The blocking findings (rules.quality.Finding); the page shows each at its field."""
        super().__init__(count=len(findings), fields=sorted({f.field for f in findings}))
        self.findings = findings


class TooFewSynonyms(Invalid):
    """A word alone means the same as nothing."""

    code = "item.too_few_synonyms"
    message = _("Give at least two words that mean the same.")


class BadFile(Invalid):
    """What is brought in is a workbook or JSON lines."""

    code = "item.bad_file"
    message = _("Choose a workbook (.xlsx) or JSON lines (.jsonl) of at most 20 MB.")


class WrongRun(DomainError):
    """The file has moved on."""

    code = "item.wrong_run"
    message = _("This file is “%(state)s” now; look at its page again.")


class PackageRefused(Invalid):
    """A package of the exchange, or a receipt, that is not taken at all."""

    code = "partner.package_refused"
    message = _("%(why)s")
