"""Parties, their accounts and who acts for whom."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("identity", "0001_initial"),
        ("identity", "0003_one_time_passwords"),
        ("identity", "0004_authorisations"),
        ("identity", "0005_party_name"),
        ("identity", "0006_consents_once"),
    ]

    dependencies = [
        ("files", "0001_first_release"),
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
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
                        choices=[("person", "Person"), ("organisation", "Organisation")],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the person"),
                            ("seen", "Document seen by an officer"),
                        ],
                        default="declared",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "document",
                    models.CharField(
                        choices=[
                            ("111", "Resident identity card"),
                            ("001", "Unified social credit code"),
                        ],
                        max_length=3,
                    ),
                ),
                ("number_sealed", models.TextField()),
                ("number_digest", models.CharField(max_length=64)),
                ("phone_sealed", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["name"], name="party_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number_digest"), name="party_known_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", "111"), ("kind", "person")),
                            models.Q(("document", "001"), ("kind", "organisation")),
                            _connector="OR",
                        ),
                        name="party_has_the_document_of_its_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.CharField(max_length=60, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("name", models.CharField(blank=True, max_length=60)),
                ("language", models.CharField(default="zh-hans", max_length=10)),
                ("is_active", models.BooleanField(default=True)),
                ("password_expires_at", models.DateTimeField(editable=False, null=True)),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                (
                    "staff",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "party",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="identity.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="username_taken_once_in_any_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("staff__isnull", True), ("party__isnull", True), _connector="OR"
                        ),
                        name="account_is_of_an_officer_or_of_a_resident",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("legal_representative", "Legal representative"),
                            ("agent", "Agent"),
                            ("station", "Station officer"),
                        ],
                        max_length=30,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), db_default=[], default=list, size=None
                    ),
                ),
                ("awaits_consent", models.BooleanField(db_default=False, default=False)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("own", "In one's own account"),
                            ("paper", "On a paper an officer saw"),
                        ],
                        db_default="own",
                        default="own",
                        max_length=10,
                    ),
                ),
                ("key", models.UUIDField(editable=False, null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agencies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.blob",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agencies",
                        to="identity.party",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "agencies",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)),
                        fields=("key",),
                        name="agency_recorded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="agency_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
