"""Cases, what is asked and answered about them, and what they leave."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("cases", "0001_initial"),
        ("cases", "0002_situations"),
        ("cases", "0003_opinion_facts"),
        ("cases", "0004_desk_work"),
        ("cases", "0005_consulting"),
        ("cases", "0006_after_the_decision"),
        ("cases", "0007_answering"),
        ("cases", "0008_first_asked_is_found"),
        ("cases", "0009_urged_is_found"),
        ("cases", "0010_days_are_found"),
        ("cases", "0011_number_end"),
        ("cases", "0012_question_recalled"),
        ("cases", "0013_hearings"),
        ("cases", "0014_answers_asked_again"),
        ("cases", "0015_notice_numbers"),
        ("cases", "0016_word_through_a_system"),
        ("cases", "0017_prereview"),
        ("cases", "0018_waiting_found"),
        ("cases", "0019_hearing_party_account"),
    ]

    dependencies = [
        ("catalogue", "0001_first_release"),
        ("files", "0001_first_release"),
        ("identity", "0001_first_release"),
        ("identity", "__first__"),
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff", models.UUIDField()),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=60)),
                ("done", models.PositiveIntegerField(default=0)),
                ("timed", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "day", "kind"), name="act_tally_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("late__lte", models.F("timed")), ("timed__lte", models.F("done"))
                        ),
                        name="act_tally_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=50, null=True, unique=True)),
                ("query_code", models.CharField(blank=True, max_length=6)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("prereview", "In pre-review"),
                            ("sent_back", "Sent back by pre-review"),
                            ("passed", "Pre-review passed, originals awaited"),
                            ("submitted", "Submitted"),
                            ("supplementing", "Supplement requested"),
                            ("supplemented", "Supplemented"),
                            ("declined", "Not accepted"),
                            ("accepted", "Accepted"),
                            ("in_review", "In review"),
                            ("paused", "Special procedure"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("result_made", "Result ready"),
                            ("delivered", "Delivered"),
                            ("concluded", "Concluded"),
                            ("withdrawn", "Withdrawn"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("channel", models.CharField(default="online", max_length=20)),
                ("form", models.JSONField(default=dict)),
                ("situation", models.JSONField(db_default={}, default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("acted_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(null=True)),
                ("completed_at", models.DateTimeField(null=True)),
                ("prereviewed_at", models.DateTimeField(null=True)),
                ("originals_by", models.DateField(null=True)),
                ("originals_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("is_deemed", models.BooleanField(default=False)),
                ("supplement_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("pause_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("note_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("consultation_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("hearing_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("recallable_by", models.UUIDField(null=True)),
                ("extension_days", models.PositiveSmallIntegerField(default=0)),
                ("extended_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("urged_at", models.DateTimeField(null=True)),
                ("commitment_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("distrust_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("delivery_way", models.CharField(blank=True, db_default="", max_length=20)),
                ("delivery_address", models.CharField(blank=True, db_default="", max_length=300)),
                ("pickup_code", models.CharField(blank=True, db_default="", max_length=6)),
                ("pickup_tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("purpose", models.CharField(blank=True, db_default="", max_length=10)),
                ("first_asked", models.UUIDField(null=True)),
                ("is_green", models.BooleanField(db_default=False, default=False)),
                ("green_days", models.PositiveSmallIntegerField(null=True)),
                ("acceptance_due_on", models.DateField(null=True)),
                ("promised_due_on", models.DateField(null=True)),
                ("legal_due_on", models.DateField(null=True)),
                ("delivery_due_on", models.DateField(null=True)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.party",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.itemversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
                    models.Index(fields=["organisation", "-id"], name="case_of_organisation"),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("first_asked__isnull", False)
                        ),
                        fields=["first_asked", "-id"],
                        name="case_first_asked",
                    ),
                    models.Index(
                        condition=models.Q(("urged_at__isnull", False)),
                        fields=["urged_at"],
                        name="case_urged",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["submitted", "supplemented"])),
                        fields=["acceptance_due_on"],
                        name="case_acceptance_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["passed", "prereview", "sent_back", "supplementing"])
                        ),
                        fields=["state"],
                        name="case_waiting",
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True,
                        fields=["accepted_at"],
                        name="case_accepted_days",
                        pages_per_range=32,
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True,
                        fields=["ended_at"],
                        name="case_ended_days",
                        pages_per_range=32,
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_green", True), ("green_days__isnull", True), _connector="OR"
                        ),
                        name="case_green_days_iff_green",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("filed_at__isnull", True),
                                ("number__isnull", True),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("filed_at__isnull", False),
                                ("number__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="case_numbered_iff_filed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                (
                                    "state__in",
                                    ["concluded", "delivered", "granted", "refused", "result_made"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        [
                                            "concluded",
                                            "delivered",
                                            "granted",
                                            "refused",
                                            "result_made",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                ("decided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_decided_at_iff_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["concluded", "declined", "terminated", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ["concluded", "declined", "terminated", "withdrawn"],
                                    ),
                                    _negated=True,
                                ),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_ended_at_iff_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_at__isnull", True), ("extension_days", 0)),
                            models.Q(("extended_at__isnull", False), ("extension_days__gt", 0)),
                            _connector="OR",
                        ),
                        name="case_extended_at_iff_extended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("move", models.CharField(max_length=20)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=50)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "day"), name="case_number_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("follows", "Follows"), ("replaces", "Replaces")], max_length=10
                    ),
                ),
                ("material", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("signed_name", models.CharField(max_length=100)),
                ("signed_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("told", models.CharField(blank=True, max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("kept", "Kept"), ("broken", "Broken")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="cases.case",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "follows"), ("state", "open")),
                        fields=["due_on"],
                        name="commitment_to_chase",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "material"), name="one_commitment_a_material"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_ended_at_iff_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("question", models.TextField()),
                ("is_confidential", models.BooleanField(default=False)),
                ("shares_materials", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("reminded_on", models.DateField(null=True)),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "Agreed"),
                            ("conditional", "Conditional"),
                            ("against", "Against"),
                            ("no_remarks", "No Remarks"),
                            ("recalled", "Recalled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="cases.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.blob",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["organisation", "answer_by", "id"],
                        name="consultation_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("case", "organisation"),
                        name="one_open_question_an_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("opinion", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("opinion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("electronic", "Electronic"),
                            ("window", "Window"),
                            ("post", "Post"),
                        ],
                        max_length=20,
                    ),
                ),
                ("receiver", models.CharField(blank=True, max_length=100)),
                ("tracking_number", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delivery",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DueMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cause", models.BigIntegerField()),
                ("figure", models.CharField(max_length=20)),
                ("before", models.DateField()),
                ("after", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cause", "case", "figure"), name="due_move_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("asked_by", models.CharField(blank=True, max_length=60)),
                ("phone_sealed", models.CharField(blank=True, max_length=255)),
                ("question", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("handed", models.JSONField(default=list)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to="orgs.staff",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["answering", "id"],
                        name="enquiry_open",
                    ),
                    models.Index(fields=["organisation", "-id"], name="enquiry_of_organisation"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_answered_with_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FalsePromise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lift_reason", models.TextField(blank=True)),
                (
                    "commitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breach",
                        to="cases.commitment",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.party",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=["party"],
                        name="false_promise_standing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GreenMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="green_marks",
                        to="cases.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("party__isnull", True)),
                            models.Q(("case__isnull", True), ("party__isnull", False)),
                            _connector="OR",
                        ),
                        name="green_mark_of_a_case_or_a_party",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case",),
                        name="green_mark_once_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("party", "organisation"),
                        name="green_mark_once_a_party",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("public", "Public"), ("interests", "Interests")], max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "Right to a hearing told"),
                            ("applied", "Hearing asked for"),
                            ("waived", "Waived"),
                            ("lapsed", "Not asked for in time"),
                            ("arranged", "Hearing to come"),
                            ("held", "Held, with its record"),
                            ("withdrawn", "Will not be held"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("begun_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("notified_on", models.DateField(null=True)),
                ("is_announced", models.BooleanField(default=False)),
                ("is_open", models.BooleanField(default=True)),
                ("closed_reason", models.CharField(blank=True, max_length=500)),
                ("late_reason", models.CharField(blank=True, max_length=500)),
                ("record", models.TextField(blank=True)),
                ("signers", models.TextField(blank=True)),
                ("held_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=500)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hearings",
                        to="cases.case",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.blob",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "arranged")),
                        fields=["starts_at", "id"],
                        name="hearing_to_come",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["applied", "arranged", "told"])),
                        fields=("case",),
                        name="one_open_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["arranged", "held"]), _negated=True),
                            models.Q(
                                ("chair__isnull", False),
                                ("notified_on__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_arranged_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("held_on__isnull", False),
                                ("state", "held"),
                            ),
                            models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("held_on__isnull", True),
                                ("record", ""),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_held_iff_recorded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HearingParty",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("is_applicant", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("contact", models.CharField(blank=True, max_length=100)),
                ("told_on", models.DateField()),
                ("apply_by", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applied", "Applied"),
                            ("waived", "Waived"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_applicant", True)),
                        fields=("hearing",),
                        name="one_applicant_a_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_applicant", True), ("name", "")),
                            models.Q(
                                ("is_applicant", False), models.Q(("name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="hearing_party_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_party_answered_iff_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChairObjection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Upheld"), ("rejected", "Rejected")],
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.hearing",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.hearingparty",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="chair_objection_answered_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InstantStop",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("reason", models.TextField()),
                ("stopped_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("item",),
                        name="one_instant_stop",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LaterCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("commitment", "Commitment"), ("instant", "Instant")],
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "result",
                    models.CharField(
                        blank=True, choices=[("right", "Right"), ("wrong", "Wrong")], max_length=10
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_checks",
                        to="cases.case",
                    ),
                ),
                (
                    "commitment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_check",
                        to="cases.commitment",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["due_on", "id"],
                        name="later_check_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("result", "")),
                            models.Q(
                                ("done_at__isnull", False), models.Q(("result", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="later_check_done_iff_found",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoticeNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "year"), name="notice_number_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("link", models.CharField(max_length=60)),
                ("conclusion", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("remedies", models.TextField(blank=True)),
                ("facts", models.JSONField(db_default={}, default=dict)),
                ("at", models.DateTimeField()),
                ("recalled_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "Hearing"),
                            ("tender", "Tender"),
                            ("auction", "Auction"),
                            ("inspection", "Inspection"),
                            ("testing", "Testing"),
                            ("quarantine", "Quarantine"),
                            ("appraisal", "Appraisal"),
                            ("expert_review", "Expert Review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("planned_days", models.PositiveSmallIntegerField()),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("case",),
                        name="one_open_pause",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="hearing",
            name="pause",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.pause",
            ),
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("staff__isnull", False)),
                            models.Q(("organisation__isnull", False), ("staff__isnull", True)),
                            _connector="OR",
                        ),
                        name="phrase_is_of_somebody_or_of_a_house",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reproach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("late", "Late"),
                            ("not_accepted", "Not Accepted"),
                            ("not_told_at_once", "Not Told At Once"),
                            ("no_reasons", "No Reasons"),
                            ("beyond_list", "Beyond List"),
                            ("wrong_decision", "Wrong Decision"),
                            ("conduct", "Conduct"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reproaches",
                        to="cases.case",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reproaches",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at__isnull", True), ("reply", "")),
                            models.Q(
                                ("replied_at__isnull", False),
                                models.Q(("reply", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reproach_replied_with_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("valid", "Valid"),
                            ("corrected", "Valid, corrected"),
                            ("expired", "Expired"),
                            ("replaced", "Replaced"),
                            ("revoked", "Revoked"),
                            ("recalled", "Withdrawn by the authority"),
                            ("annulled", "Annulled"),
                        ],
                        default="valid",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("corrections", models.JSONField(db_default=[], default=list)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="cases.case",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.party",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="cases.result",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["valid", "corrected"])),
                        fields=["valid_until", "id"],
                        name="result_expiring",
                    ),
                    models.Index(fields=["holder", "-id"], name="result_of_holder"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", True), ("state__in", ["valid", "corrected"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["valid", "corrected"]), _negated=True),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="result_ended_on_iff_ended",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("renewal", "Renewal"), ("change", "Change")], max_length=10
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_up",
                        to="cases.case",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="cases.result",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gaps", models.JSONField()),
                ("situation_before", models.JSONField(db_default={}, default=dict)),
                ("situation", models.JSONField(db_default={}, default=dict)),
                ("repeated", models.JSONField(db_default=[], default=list)),
                ("repeat_reason", models.TextField(blank=True, db_default="")),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supplements",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("case",),
                        name="one_open_supplement",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMaterial",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("material", models.CharField(max_length=60)),
                ("added_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.blob",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="cases.case",
                    ),
                ),
                (
                    "supplement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="cases.supplement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Urge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("text", models.TextField()),
                ("links", models.JSONField(default=list)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urges",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "by", "on"), name="urge_once_a_day_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=20)),
                ("query", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "name"), name="work_view_once_a_name")
                ],
            },
        ),
    ]
