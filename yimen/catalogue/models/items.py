"""What is offered: items and their versions."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.catalogue.querysets import ItemQuerySet, VersionQuerySet
from yimen.catalogue.rules.content import CONTENT, digest
from yimen.catalogue.rules.elements import (
    Basis,
    Condition,
    Fee,
    FormField,
    Link,
    Material,
    Place,
    Question,
    SituationQuestion,
)
from yimen.catalogue.rules.quality_terms import EX_OFFICIO
from yimen.catalogue.rules.rulings import Checkpoint, Ruling
from yimen.catalogue.rules.situations import NARROWED, Narrowed, narrow
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation


class ServiceItem(models.Model):
    """An item an organisation implements (事项); the code is its only identity."""

    Status = ItemStatus

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=50, unique=True)  # 31 or 33 characters
    basic_code = models.CharField(max_length=12, db_index=True)
    local_code = models.CharField(max_length=50, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="items")
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_USE)
    current = models.OneToOneField(
        "ItemVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=40, default="desk")  # where it came from: desk, guangdong
    source_digest = models.CharField(max_length=64, blank=True)  # of the content last imported

    objects = ItemQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code

    @property
    def scheme(self) -> str:
        """Whose code tables the item's codes are of: the first two digits of the basic code."""
        return self.basic_code[:2]


class ItemVersion(models.Model):
    """Everything an item says (实施清单), as one dated version; published it never changes."""

    State = VersionState

    class Pace(models.TextChoices):
        """即办件 or 承诺件 (GB/T 39046 A.6)."""

        INSTANT = "1", pgettext_lazy("pace", "Done at once")
        PROMISED = "2", pgettext_lazy("pace", "Done by a promised day")

    class Unit(models.TextChoices):
        """Unit of a time limit."""

        WORKING_DAYS = "working_days", _("working days")
        NATURAL_DAYS = "natural_days", _("calendar days")
        MONTHS = "months", _("months")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    name = models.CharField(max_length=1000)
    name_en = models.CharField(max_length=1000, blank=True)
    short_name = models.CharField(max_length=200, blank=True)
    item_type = models.CharField(max_length=10)
    level = models.CharField(max_length=2)  # 行使层级 1-7
    audiences = ArrayField(models.CharField(max_length=20), default=list)
    themes = ArrayField(models.CharField(max_length=40), default=list)
    life_events = ArrayField(models.CharField(max_length=20), default=list, db_default=[])
    pace = models.CharField(max_length=1, choices=Pace, default=Pace.PROMISED)
    legal_days = models.PositiveSmallIntegerField(
        null=True
    )  # 法定办结时限; None: the law sets none
    legal_unit = models.CharField(max_length=20, choices=Unit, default=Unit.WORKING_DAYS)
    promised_days = models.PositiveSmallIntegerField(null=True)  # 承诺办结时限
    promised_unit = models.CharField(max_length=20, choices=Unit, default=Unit.WORKING_DAYS)
    limit_note = models.TextField(blank=True)
    visits = models.PositiveSmallIntegerField(default=0)  # 到办事现场次数
    visits_note = models.TextField(blank=True)
    is_online = models.BooleanField(default=True)
    online_depth = models.CharField(
        max_length=1, blank=True, db_default=""
    )  # 网上办理深度 1-4; 4: 全程网办
    # 预审: seen online first, within so many working days; None: every application is direct.
    prereview_days = models.PositiveSmallIntegerField(null=True)
    is_express = models.BooleanField(
        default=False, db_default=False
    )  # papers and result go by post (快递)
    is_pay_online = models.BooleanField(default=False, db_default=False)  # 网上支付
    result_kind = models.CharField(max_length=20, blank=True)  # licence, document, other, none
    result_name = models.CharField(max_length=200, blank=True)
    result_sample = models.CharField(
        max_length=500, blank=True, db_default=""
    )  # 结果样本: where to see one
    validity_months = models.PositiveSmallIntegerField(null=True)  # 有效期; None: without end
    conditions = models.TextField(blank=True)  # 受理条件 that hold in every situation
    consult_phone = models.CharField(max_length=500, blank=True)
    complaint_phone = models.CharField(max_length=500, blank=True)
    # Lists of small things, each a dict of the shape in catalogue.rules.elements; keys are stable.
    bases = models.JSONField(default=list)
    situations = models.JSONField(default=list, db_default=[])  # 情形: questions
    terms = models.JSONField(default=list, db_default=[])  # 受理条件 of some situations only
    materials = models.JSONField(default=list)
    fees = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    places = models.JSONField(default=list)
    links = models.JSONField(default=list)  # where there is a drawing, read from it
    drawing = models.TextField(blank=True, db_default="")  # the process as BPMN 2.0; or the links
    form = models.JSONField(default=list)
    checkpoints = models.JSONField(default=list, db_default=[])  # 审查要点, by link
    rulings = models.JSONField(default=list, db_default=[])  # 裁量基准: decision tables
    remainder = models.JSONField(default=dict)  # imported fields that have no place of their own
    reason = models.TextField(blank=True)
    is_correction = models.BooleanField(default=False, db_default=False)  # 更正: it was wrong
    effective_on = models.DateField(null=True)  # holds from this day on; None: at once
    drafted_by = models.UUIDField(null=True)
    editors = ArrayField(models.UUIDField(), default=list)  # everyone who saved it as a draft
    reviewed_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["effective_on"], condition=Q(state="scheduled"), name="version_due_on"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=~Q(state="published"), name="one_open_version_an_item"
            ),
            models.UniqueConstraint(fields=["item", "number"], name="item_version_number_once"),
            models.CheckConstraint(
                name="item_version_published_iff_dated",
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="item_version_scheduled_for_a_day",
                condition=~Q(state="scheduled") | Q(effective_on__isnull=False),
            ),
            models.CheckConstraint(
                name="item_version_reviewed_by_a_second_person",
                condition=Q(reviewed_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(reviewed_by=models.F("drafted_by")),
            ),
            models.CheckConstraint(
                name="item_version_reviewed_by_nobody_who_edited_it",
                condition=Q(reviewed_by__isnull=True)
                | ~Q(editors__contains=[models.F("reviewed_by")]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"

    def content(self) -> dict[str, Any]:
        """Everything the version says, as it is stored."""
        return {name: getattr(self, name) for name in CONTENT}

    def fingerprint(self) -> str:
        """What a page about the version was drawn from; another one means the page is stale."""
        against = str(self.item.current_id)
        return digest({"state": self.state, "against": against, **self.content()})

    @property
    def is_applied_for(self) -> bool:
        """Whether people apply for it; penalties, inspections and the like the authority exercises
        of itself (依职权)."""
        return self.item_type not in EX_OFFICIO

    @property
    def basis_list(self) -> list[Basis]:
        """The legal bases, in order."""
        return [Basis.from_json(row) for row in self.bases]

    def narrowed(
        self, answers: Mapping[str, Any], form: Mapping[str, Any] | None = None
    ) -> Narrowed:
        """What applies in a situation; `form`, if known: the answers to the application form."""
        return narrow({name: getattr(self, name) for name in NARROWED}, answers, form)

    @property
    def situation_list(self) -> list[SituationQuestion]:
        """The questions about the applicant's own case, in order."""
        return [SituationQuestion.from_json(row) for row in self.situations]

    @property
    def term_list(self) -> list[Condition]:
        """The conditions of acceptance that only some situations bring, in order."""
        return [Condition.from_json(row) for row in self.terms]

    @property
    def material_list(self) -> list[Material]:
        """The materials to hand in, in order."""
        return [Material.from_json(row) for row in self.materials]

    @property
    def fee_list(self) -> list[Fee]:
        """The charges; none means the item is free."""
        return [Fee.from_json(row) for row in self.fees]

    @property
    def question_list(self) -> list[Question]:
        """Frequent questions with answers."""
        return [Question.from_json(row) for row in self.questions]

    @property
    def place_list(self) -> list[Place]:
        """Where the item is handled in person."""
        return [Place.from_json(row) for row in self.places]

    @property
    def link_list(self) -> list[Link]:
        """The links of the handling, in order."""
        return [Link.from_json(row) for row in self.links]

    @property
    def checkpoint_list(self) -> list[Checkpoint]:
        """What is checked at each link, in order."""
        return [Checkpoint.from_json(row) for row in self.checkpoints]

    @property
    def ruling_list(self) -> list[Ruling]:
        """The decision tables that bind discretion, in order."""
        return [Ruling.from_json(row) for row in self.rulings]

    @property
    def field_list(self) -> list[FormField]:
        """The fields of the application form, in order."""
        return [FormField.from_json(row) for row in self.form]
