"""The texts of laws: what the legal bases of items are read from."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.catalogue.querysets import LawQuerySet
from yimen.catalogue.rules.numerals import article_label
from yimen.catalogue.states import LawState
from yimen.kernel.ids import new_id


class Law(models.Model):
    """One edition of a law, regulation or rule; a changed text is another edition."""

    State = LawState

    class Kind(models.TextChoices):
        """Who made it."""

        LAW = "law", pgettext_lazy("kind of law", "Law")
        REGULATION = "regulation", pgettext_lazy("kind of law", "Administrative regulation")
        RULE = "rule", pgettext_lazy("kind of law", "Departmental rule")
        OTHER = "other", pgettext_lazy("kind of law", "Other text")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=300)
    name = models.CharField(
        max_length=300
    )  # the title without 中华人民共和国; same for all editions
    aliases = ArrayField(models.CharField(max_length=300), default=list)
    kind = models.CharField(max_length=20, choices=Kind)
    issued_on = models.DateField(null=True)  # of the first edition
    edition_on = models.DateField(null=True)  # of this text
    history = models.TextField(blank=True)  # who passed and amended it when, as printed
    state = models.CharField(max_length=20, choices=State, default=State.IN_FORCE)
    repealed_on = models.DateField(null=True)
    repeal_note = models.TextField(blank=True)  # by what, and what stands in its place
    source = models.CharField(max_length=300)  # the file it was read from
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    objects = LawQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["aliases"], name="law_by_alias")]
        constraints = [
            models.UniqueConstraint(fields=["name", "digest"], name="law_text_once"),
            models.UniqueConstraint(
                fields=["name"], condition=~Q(state="amended"), name="one_last_edition_a_law"
            ),
            models.CheckConstraint(
                name="law_repealed_iff_dated",
                condition=Q(state="repealed", repealed_on__isnull=False)
                | (~Q(state="repealed") & Q(repealed_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Article(models.Model):
    """One article of an edition; number 0 is what has none: preamble, annex, unnumbered text."""

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    suffix = models.PositiveSmallIntegerField(default=0)  # 第一百二十条之一 has 1
    heading = models.CharField(max_length=500, blank=True)  # part, chapter and section
    text = models.TextField()  # a paragraph (款) or item (项) a line

    objects: "models.Manager[Any]" = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["law", "number", "suffix"], name="article_by_number")]
        constraints = [
            models.UniqueConstraint(fields=["law", "position"], name="article_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.law_id} {self.number}.{self.suffix}"

    @property
    def anchor(self) -> str:
        """Where the article stands on the page of its law."""
        if not self.number:
            return f"p{self.position}"
        return f"a{self.number}-{self.suffix}" if self.suffix else f"a{self.number}"

    @property
    def label(self) -> str:
        """As it is called: 第三十五条之一; nothing where it has no number."""
        return article_label(self.number, self.suffix)

    @property
    def lines(self) -> list[str]:
        """Its paragraphs and items, in order."""
        return self.text.splitlines()
