"""What officers keep for their own work: notes, urgings, saved views, phrases for opinions."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff


class Note(models.Model):
    """A note on a case among officers; the applicant never sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"


class Urge(models.Model):
    """Somebody asked for a case to be hurried (催办): at most once a day by one person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="urges")
    text = models.TextField()
    links = models.JSONField(default=list)  # the names of the links that were open
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()  # the day in Shanghai
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "by", "on"], name="urge_once_a_day_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"


class WorkView(models.Model):
    """A view of the work list an officer saved for himself: filters and order under a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    query = models.JSONField()  # what the address of the list says: {"due": "near", "order": …}
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "name"], name="work_view_once_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Phrase(models.Model):
    """A text for opinions that is used again and again (常用意见): one's own, or a house's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=40)
    text = models.TextField()  # with places like {申请人}, filled in where it is used
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="phrase_is_of_somebody_or_of_a_house",
                condition=Q(staff__isnull=False, organisation__isnull=True)
                | Q(staff__isnull=True, organisation__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title
