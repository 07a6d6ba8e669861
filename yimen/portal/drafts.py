"""An application being written: its steps, answers, upload cards, and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.cases.messages.answers import answer_label, answer_problem
from yimen.cases.messages.commitments import PROMISED
from yimen.cases.models import Case, CaseMaterial
from yimen.cases.queries import answer_sheet, narrowed, question_text, reusable
from yimen.cases.rules.commitments import not_promised
from yimen.cases.rules.filing import OF_FORM, missing_materials
from yimen.catalogue.rules.elements import Material
from yimen.identity.models import Party
from yimen.identity.queries import phone_number
from yimen.kernel.actor import Actor
from yimen.portal import words
from yimen.portal.guide import attachments
from yimen.portal.promises import signed_with
from yimen.ui.answers.form import entry_name
from yimen.ui.shortcuts import VIEWABLE

IMAGES = frozenset({"image/jpeg", "image/png"})


def steps(case: Case) -> list[dict[str, str]]:
    """The pages of an application, in order; an item without situations does not ask for one."""
    names = {"form": _("Fill in"), "materials": _("Papers"), "check": _("Check")}
    if case.version.situations:
        names = {"situation": _("Situation"), **names}
    pages = [{"page": page, "name": name, "link": link(case, page)} for page, name in names.items()]
    return [*pages, {"page": "end", "name": _("Hand in"), "link": ""}]


def link(case: Case, page: str) -> str:
    """The address of a page of an application."""
    return reverse(f"portal:apply_{page}", args=[case.pk])


def left_off(case: Case, *, today: date) -> str:
    """The page somebody goes on at: the first one that still lacks something."""
    applying = narrowed(case)
    if applying.missing():
        return "situation"
    if answer_sheet(case, today=today).problems():
        return "form"
    given = set(case.materials.filter(replaced_at=None).values_list("material", flat=True))
    needed, signed = applying.materials, signed_with(case)
    lacks = missing_materials(needed, given | signed.keys()) or not_promised(needed, given, signed)
    return "materials" if lacks else "check"


def known_answers(case: Case, actor: Actor) -> dict[str, Any]:
    """What the standard form asks and we know already: nobody states it twice."""
    is_person = case.applicant.kind == Party.Kind.PERSON
    return {
        "contact_name": case.applicant.name if is_person else actor.name,
        "contact_phone": phone_number(case.applicant),
        "contact_address": case.applicant.address,
    }


def given_files(case: Case) -> dict[str, list[CaseMaterial]]:
    """The files handed in so far, by the key of the material."""
    found: dict[str, list[CaseMaterial]] = {}
    for file in case.materials.filter(replaced_at=None).select_related("blob").order_by("id"):
        found.setdefault(file.material, []).append(file)
    return found


def card(
    case: Case,
    material: Material,
    files: Sequence[CaseMaterial],
    *,
    error: str = "",
    wanted: str = "",
    promise: str = "",
    locked: Sequence[CaseMaterial] = (),
    earlier: Sequence[CaseMaterial] = (),
) -> dict[str, Any]:
    """The upload card of one material; `wanted` is what a notice asks for.

    `promise` says in words what was promised instead.
    """
    where = [case.pk, material.key]
    needed = material.is_required and not material.can_follow and not promise
    return {
        "key": material.key,
        "id": f"material-{material.key}",
        "name": material.name,
        "meta": _meta(material),
        "note": material.note,
        "attachments": attachments(case.version, material),
        "wanted": wanted,
        "is_required": needed or bool(wanted),
        "error": error,
        "given_word": _("given"),
        "missing_word": _("still missing"),
        "optional_word": promise
        or (_("may follow") if material.can_follow else _("if it applies")),
        "files": [_file(case, file, removable=file not in locked) for file in files],
        "add_link": reverse("portal:material_add", args=where),
        "again": [_offer(case, material, file) for file in earlier],
    }


def cards(
    case: Case,
    files: Mapping[str, Sequence[CaseMaterial]],
    signed: Mapping[str, str],
    actor: Actor | None = None,
) -> list[dict[str, Any]]:
    """The upload cards of an application, in the order of the guide; `signed` as of `signed_with`.

    With the actor, each offers again what he handed in before.
    """
    earlier = reusable(case, actor) if actor else {}
    return [
        card(
            case,
            one,
            files.get(one.key, ()),
            promise=str(PROMISED.get(signed.get(one.key, ""), "")),
            earlier=earlier.get(one.key, ()),
        )
        for one in narrowed(case).materials
    ]


def not_needed(case: Case, files: Mapping[str, Sequence[CaseMaterial]]) -> list[str]:
    """Names of files for papers the situation does not ask for: they are not handed in."""
    needed = {material.key for material in narrowed(case).materials}
    spare = [key for key in files if key not in needed and not key.startswith(OF_FORM)]
    return [file.blob.name for key in spare for file in files[key]]


def _meta(material: Material) -> str:
    parts = [str(words.SOURCES.get(material.source, "")), material.issuer]
    return " · ".join(part for part in parts if part)


def _offer(case: Case, material: Material, file: CaseMaterial) -> dict[str, Any]:
    """A paper handed in before, with the button that gives it here too."""
    return {
        "name": file.blob.name,
        "item": file.case.version.name,
        "at": file.added_at,
        "link": _view_link(file) or reverse("portal:file_download", args=[file.pk]),
        "use_link": reverse("portal:material_again", args=[case.pk, material.key, file.pk]),
    }


def _view_link(file: CaseMaterial) -> str:
    """Where a file is looked at, if a browser can show it."""
    is_viewable = file.blob.media_type in VIEWABLE
    return reverse("portal:file_view", args=[file.pk]) if is_viewable else ""


def _file(case: Case, file: CaseMaterial, *, removable: bool) -> dict[str, Any]:
    link = reverse("portal:file_download", args=[file.pk])
    return {
        "name": file.blob.name,
        "size": file.blob.size,
        "link": link,
        "thumb": link if file.blob.media_type in IMAGES else "",
        "view": _view_link(file),
        "remove_link": reverse("portal:material_remove", args=[case.pk, file.pk])
        if removable
        else "",
        "replace_link": reverse("portal:material_replace", args=[case.pk, file.pk])
        if removable
        else "",
    }


def open_points(
    case: Case, files: Mapping[str, Any], signed: Mapping[str, str], *, today: date
) -> list[dict[str, str]]:
    """What still stands between the application and handing it in, each with a way there."""
    form = reverse("portal:apply_form", args=[case.pk])
    papers = reverse("portal:apply_materials", args=[case.pk])
    applying = narrowed(case)
    points = [
        {
            "label": question_text(question),
            "text": _("Please choose what fits your case."),
            "link": f"{link(case, 'situation')}?at={question.key}",
        }
        for question in applying.missing()
    ]
    points += [
        {
            "label": answer_label(problem),
            "text": answer_problem(problem),
            "link": f"{form}#id_{entry_name(problem.path)}",
        }
        for problem in answer_sheet(case, today=today).problems()
    ]
    points += [
        {
            "label": material.name,
            "text": _("This paper is still missing."),
            "link": f"{papers}#material-{material.key}",
        }
        for material in missing_materials(applying.materials, files.keys() | signed.keys())
    ]
    points += [
        {
            "label": material.name,
            "text": _("Hand it in, or sign that it will follow."),
            "link": reverse("portal:apply_commit", args=[case.pk]),
        }
        for material in not_promised(applying.materials, files, signed)
    ]
    return points
