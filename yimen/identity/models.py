"""Who asks: accounts, the persons and organisations behind them, and agents."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from yimen.files.models import Blob
from yimen.identity.querysets import AccountQuerySet, AgencyQuerySet, PartyQuerySet
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


class Party(models.Model):
    """A person or an organisation, known once by kind and number of its document."""

    class Kind(models.TextChoices):
        """Natural person or legal person."""

        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    class Document(models.TextChoices):
        """What the number is (GA/T 2000.156)."""

        RESIDENT_ID = "111", _("Resident identity card")
        USCC = "001", _("Unified social credit code")

    class Level(models.TextChoices):
        """How sure we are that the name belongs to the number."""

        DECLARED = "declared", _("Declared by the person")  # only the check character was checked
        SEEN = "seen", _("Document seen by an officer")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(max_length=20, choices=Level, default=Level.DECLARED)
    name = models.CharField(max_length=200)
    document = models.CharField(max_length=3, choices=Document)
    number_sealed = models.TextField()  # encrypted; read through identity.queries.document_number
    number_digest = models.CharField(max_length=64)  # keyed digest: finds and deduplicates
    phone_sealed = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = PartyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name"], name="party_name")]  # officers look for it, whole
        constraints = [
            models.UniqueConstraint(fields=["document", "number_digest"], name="party_known_once"),
            models.CheckConstraint(
                name="party_has_the_document_of_its_kind",
                condition=Q(kind="person", document="111") | Q(kind="organisation", document="001"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser):
    """What somebody signs in with: an officer, or a resident."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    staff = models.OneToOneField(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    party = models.OneToOneField(Party, null=True, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    #: set: somebody else gave the password; it opens one door, to choosing another, until then
    password_expires_at = models.DateTimeField(null=True, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = BaseUserManager.from_queryset(AccountQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_taken_once_in_any_case"),
            models.CheckConstraint(
                name="account_is_of_an_officer_or_of_a_resident",
                condition=Q(staff__isnull=True) | Q(party__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class Agency(models.Model):
    """An account acts for a person or organisation over [since, until), until revoked."""

    class Role(models.TextChoices):
        """In which capacity."""

        LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
        AGENT = "agent", _("Agent")
        STATION = "station", _("Station officer")  # files for a resident who stands before him

    class Consent(models.TextChoices):
        """How the principal said yes."""

        OWN = "own", _("In one's own account")
        PAPER = "paper", _("On a paper an officer saw")

    principal = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="agencies")
    agent = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="agencies")
    role = models.CharField(max_length=30, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    #: the items it is for, by id; none: for all matters
    items = ArrayField(models.UUIDField(), default=list, db_default=[])
    awaits_consent = models.BooleanField(default=False, db_default=False)  # asked, not yet granted
    consent = models.CharField(max_length=10, choices=Consent, default="own", db_default="own")
    paper = models.ForeignKey(
        Blob,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,  # a check would lock both tables; blobs are never deleted
    )

    key = models.UUIDField(null=True, editable=False)  # of the form it was recorded with

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(key__isnull=False), name="agency_recorded_once"
            ),
            models.CheckConstraint(
                name="agency_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} for {self.principal_id}"
