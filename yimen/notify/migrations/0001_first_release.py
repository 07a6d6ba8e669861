"""Messages and their texts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("notify", "0001_initial"),
        ("notify", "0002_texts_and_reports"),
    ]

    dependencies = [
        ("identity", "__first__"),
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
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
                ("kind", models.CharField(max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_app", "On the site"),
                            ("mail", "E-mail"),
                            ("sms", "Text message"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("provider_code", models.CharField(blank=True, max_length=40)),
                ("reason", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
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
                        fields=("kind", "channel", "language", "number"),
                        name="wording_numbered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                ("key", models.CharField(max_length=100)),
                ("kind", models.CharField(blank=True, db_default="", max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_app", "On the site"),
                            ("mail", "E-mail"),
                            ("sms", "Text message"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("link", models.CharField(blank=True, max_length=300)),
                ("values", models.JSONField(db_default={}, default=dict)),
                ("is_urgent", models.BooleanField(db_default=False, default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("delivered", "Delivered"),
                            ("failed", "Given up"),
                            ("read", "Read"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, db_default="", max_length=100)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notify.wording",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "channel", "-id"], name="message_inbox"),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="message_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "channel", "key"), name="message_told_once_a_channel"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            ("next_try_at__isnull", False),
                            _connector="OR",
                        ),
                        name="message_waits_for_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", False), ("state", "read")),
                            models.Q(
                                models.Q(("state", "read"), _negated=True),
                                ("read_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_read_at_iff_read",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(max_length=20)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_app", "On the site"),
                            ("mail", "E-mail"),
                            ("sms", "Text message"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "group", "channel"), name="opted_out_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel", "in_app"), _negated=True),
                        name="nobody_opts_out_of_the_site",
                    ),
                ],
            },
        ),
    ]
