"""Papers an applicant handed in before, offered again: nobody brings the same paper twice."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from yimen.cases.models import Case, CaseMaterial
from yimen.cases.queries.situation import narrowed
from yimen.catalogue.rules.elements import Material
from yimen.files.queries import is_readable
from yimen.kernel.actor import Actor

LOOKED_AT = 200  # of older files nobody is reminded
OFFERED = 3  # of one paper


def reusable(case: Case, actor: Actor) -> dict[str, list[CaseMaterial]]:
    """Files of the applicant's earlier cases by the paper of this one they are, newest first."""
    given = set(case.materials.filter(replaced_at=None).values_list("material", "blob__sha256"))
    earlier = list(_earlier(case, actor).order_by("-id")[:LOOKED_AT])
    wanted = {kind_of(material): material.key for material in narrowed(case).materials}
    found: dict[str, list[CaseMaterial]] = {}
    for file in earlier:
        kind = _kind(file)
        key = wanted.get(kind, "") if kind else ""
        offered = found.setdefault(key, []) if key else []
        is_new = (key, file.blob.sha256) not in given
        if key and is_new and len(offered) < OFFERED and is_readable(file.blob):
            given.add((key, file.blob.sha256))
            offered.append(file)
    return {key: files for key, files in found.items() if files}


def reusable_file(
    case: Case, material: Material, file_id: UUID, actor: Actor
) -> CaseMaterial | None:
    """That file of an earlier case, if it is the same kind of paper and can still be read."""
    file = _earlier(case, actor).filter(pk=file_id).first()
    if file is None or _kind(file) != kind_of(material) or not is_readable(file.blob):
        return None
    return file


def kind_of(material: Material) -> tuple[str, ...]:
    """What makes two papers the same: the proof they are, else their name and who issues them."""
    return (material.proof,) if material.proof else (material.name, material.issuer)


def _earlier(case: Case, actor: Actor) -> QuerySet[CaseMaterial]:
    """What the office has received from the same applicant, as far as the actor may see it."""
    own = Case.objects.visible_to(actor).filed().filter(applicant=case.applicant_id)
    files = CaseMaterial.objects.filter(case__in=own.exclude(pk=case.pk), replaced_at=None)
    return files.select_related("blob", "case")


def _kind(file: CaseMaterial) -> tuple[str, ...] | None:
    listed: Iterable[Material] = file.case.version.material_list
    return next((kind_of(m) for m in listed if m.key == file.material), None)
