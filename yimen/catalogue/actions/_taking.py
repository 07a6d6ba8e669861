"""How a batch of records becomes new items, new versions, or nothing where nothing changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from yimen.catalogue.actions._authorities import Authorities
from yimen.catalogue.actions._bulk import copy_rows
from yimen.catalogue.actions._moves import person
from yimen.catalogue.actions.drafting import KEYED
from yimen.catalogue.actions.indexing import index_versions, search_rows
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.permissions import may_edit
from yimen.catalogue.rules.content import stored, with_keys, with_known_keys
from yimen.catalogue.rules.elements import STANDARD_FORM, STANDARD_LINKS
from yimen.catalogue.rules.records import ItemRecord, Problem
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.journal.actions import write_many
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation

#: An item whose list names neither links nor form gets the standard ones.
STANDARD = stored({"links": STANDARD_LINKS, "form": STANDARD_FORM})


@dataclass(slots=True)
class Taking:
    """One import, batch by batch."""

    source: str
    authorities: Authorities
    tell: Callable[[Iterable[Problem]], None]
    publish: bool
    by: Actor
    at: datetime
    added_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    drafts: list[UUID] = field(default_factory=list)

    def take(self, records: Sequence[ItemRecord]) -> None:
        """Take a batch; what cannot be taken is told, and then nothing of it counts."""
        digests = ServiceItem.objects.filter(code__in=[one.code for one in records])
        known = dict(digests.order_by("pk").values_list("code", "source_digest"))
        self.authorities.meet(one.authority for one in records if one.code not in known)
        new = [
            version
            for one in records
            if one.code not in known and (version := self._new(one)) is not None
        ]
        other = {
            one.code: one
            for one in records
            if one.code in known and not (one.digest and one.digest == known[one.code])
        }
        changed = self._changed(other)
        # Keys between items and versions are checked when the transaction ends.
        copy_rows(version.item for version in new)
        copy_rows([*new, *changed])
        ServiceItem.objects.bulk_update(
            [version.item for version in changed], ["current", "source_digest", "local_code"]
        )
        if self.publish:
            copy_rows(search_rows(new))
            index_versions(changed)
        else:
            self.drafts += [version.pk for version in (*new, *changed)]
        self._record(new, "published" if self.publish else "added")
        self._record(changed, "published" if self.publish else "drafted")
        self.added_count += len(new)
        self.changed_count += len(changed)
        self.unchanged_count += len(records) - len(new) - len(changed)

    def _record(self, versions: Sequence[ItemVersion], kind: str) -> None:
        acts = (
            (
                version.item_id,
                {
                    "code": version.item.code,
                    "version": str(version.pk),
                    "number": version.number,
                    "source": self.source,
                    "reason": version.reason,
                },
            )
            for version in versions
        )
        write_many("item", f"item.{kind}", acts, by=self.by, at=self.at)

    def _new(self, one: ItemRecord) -> ItemVersion | None:
        office = self._office(one)
        if office is None:
            return None
        item = ServiceItem(
            code=one.code,
            basic_code=one.basic_code,
            local_code=one.local_code,
            organisation=office,
            source=self.source,
            source_digest=one.digest,
        )
        return self._version(item, one, self._merged(one, {}), number=1)

    def _office(self, one: ItemRecord) -> Organisation | None:
        """Who implements a new item; only the operator's lists may bring organisations."""
        office = self.authorities.found(one.authority)
        if self.by.kind is Kind.SYSTEM and (office or one.authority.regions):
            return self.authorities.of(one.authority)
        if office is None:
            self._refuse(one, "unknown_office", value=one.authority.path or one.authority.uscc)
        elif not may_edit(self.by, office):
            self._refuse(one, "not_yours", value=office.name)
            return None
        return office

    def _changed(self, records: Mapping[str, ItemRecord]) -> list[ItemVersion]:
        """A new version for each item that says something else now; held until all is done."""
        items = ServiceItem.objects.select_for_update(of=("self",))
        items = items.select_related("current", "organisation")
        items = items.filter(code__in=list(records)).order_by("code")
        versions = ItemVersion.objects.filter(item__in=items.values("pk"))
        last = dict(versions.values_list("item").annotate(last=Max("number")).order_by("item"))
        pending = {version.item_id: version for version in versions.open()}
        made = []
        for item in items:
            one = records[item.code]
            merged = self._merged(one, item.current.content() if item.current else {})
            if self._is_new(one, item, merged, pending.get(item.pk)):
                item.source_digest, item.local_code = one.digest, one.local_code
                made.append(self._version(item, one, merged, number=last.get(item.pk, 0) + 1))
        return made

    def _is_new(
        self,
        one: ItemRecord,
        item: ServiceItem,
        merged: Mapping[str, Any],
        pending: ItemVersion | None,
    ) -> bool:
        """Whether the record becomes a version; refuses what stands in the way."""
        said = stored(item.current.content()) if item.current else None
        if not one.digest and stored(merged) == said:
            return False
        if not may_edit(self.by, item.organisation) and self.by.kind is not Kind.SYSTEM:
            self._refuse(one, "not_yours", value=item.organisation.name)
        elif item.status == ItemStatus.CANCELLED:
            self._refuse(one, "cancelled")
        elif self.publish:
            return True
        elif pending is not None:
            if stored(merged) != stored(pending.content()):
                self._refuse(one, "draft_open", number=pending.number)
        else:
            return True
        return False

    def _refuse(self, one: ItemRecord, code: str, **facts: object) -> None:
        self.tell([Problem(one.line, one.code, "code", code, facts, True, one.sheet, "A")])

    def _merged(self, one: ItemRecord, before: Mapping[str, Any]) -> dict[str, Any]:
        """What the file does not speak of stays as the current version has it."""
        content = {**STANDARD, **before, **one.content}
        for name in KEYED.keys() & one.content.keys():
            old = before.get(name, [])
            rows = with_known_keys(content[name], old) if name == "materials" else content[name]
            used = [row["key"] for row in old]
            content[name] = with_keys(rows, prefix=KEYED[name], used=used)
        if "materials" in one.content:
            content["materials"] = self._with_files(one, content, before.get("materials", []))
        return content

    def _with_files(
        self, one: ItemRecord, content: Mapping[str, Any], before: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """The materials with the files they have here; those a file only names are told."""
        here = {row["key"]: row.get("files") or [] for row in before}
        rows = []
        for row in content["materials"]:
            kept = here.get(row["key"], [])
            known = {file["name"] for file in kept}
            absent = [file for file in row.get("files") or () if file["name"] not in known]
            self.tell(
                Problem(
                    one.line,
                    one.code,
                    "materials",
                    "file_without_place",
                    {"value": file["name"], "material": row["name"]},
                    sheet=one.sheet,
                )
                for file in absent
            )
            rows.append({**row, "files": kept})
        return rows

    def _version(
        self, item: ServiceItem, one: ItemRecord, content: Mapping[str, Any], *, number: int
    ) -> ItemVersion:
        version = ItemVersion(
            item=item,
            number=number,
            state=VersionState.PUBLISHED if self.publish else VersionState.DRAFT,
            reason=f"导入清单 {self.source} 第 {one.line} 行",
            created_at=self.at,
            published_at=self.at if self.publish else None,
            **content,
        )
        if self.publish:
            item.current = version
        else:
            version.drafted_by = person(self.by)
            version.editors = [version.drafted_by] if version.drafted_by else []
        return version
