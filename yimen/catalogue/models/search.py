"""What the search reads: written by the acts that change what is on offer."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from yimen.catalogue.models.items import ServiceItem
from yimen.orgs.models import Organisation


class SearchText(models.Model):
    """The words by which items are found; items that say the same share one row.

    The same item has the same words in a hundred counties (四级四同), so that a province has some
    thousand texts and some hundred thousand items. A text no item has any more does no harm.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=1000)  # compact, as `rules.sounds` has it
    length = models.PositiveSmallIntegerField()
    words = SearchVectorField()  # of the names: pieces, spellings, first letters
    rest = SearchVectorField()  # of the names and of everything else: pieces alone

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_text_words"),
            GinIndex(fields=["rest"], name="search_text_rest"),
        ]

    def __str__(self) -> str:
        return self.name


class ItemSearch(models.Model):
    """An item on offer: its words, and by what lists are narrowed."""

    item = models.OneToOneField(
        ServiceItem, primary_key=True, on_delete=models.CASCADE, related_name="search"
    )
    text = models.ForeignKey(SearchText, on_delete=models.PROTECT, db_index=False)
    code = models.CharField(max_length=50, unique=True)  # and its index for beginnings
    region = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    audiences = ArrayField(models.CharField(max_length=20))
    themes = ArrayField(models.CharField(max_length=40))
    pace = models.CharField(max_length=1)
    item_type = models.CharField(max_length=10)
    level = models.CharField(max_length=2)

    class Meta:
        indexes = [
            models.Index(
                fields=["text", "region"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="search_text_region",
            ),
            models.Index(
                fields=["region", "code"],
                opclasses=["varchar_pattern_ops", "varchar_ops"],
                name="search_region_code",
            ),
            GinIndex(fields=["themes", "audiences"], name="search_themes"),
        ]

    def __str__(self) -> str:
        return self.code


class Synonym(models.Model):
    """Words that mean the same to who searches: what people say, what the list says."""

    words = ArrayField(models.CharField(max_length=60))  # a word may hold spaces: all of them
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return "、".join(self.words)
