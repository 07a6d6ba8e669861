"""Taking over the texts of laws: all or nothing, and again without effect when repeated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from yimen.catalogue.actions._law_files import MOST_BYTES, law_files
from yimen.catalogue.errors import NoSuchLaw
from yimen.catalogue.messages import LAW_COUNTS, OUTCOMES, law_problem_text
from yimen.catalogue.models import Article, Law
from yimen.catalogue.rules.laws import LawText, NoLaw, are_parts, bare_title, join_parts, read_law
from yimen.catalogue.states import LawState
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

Progress = Callable[[int, int], None]  #: laws done, laws in all
BATCH = 4000  # articles a statement
#: What makes the whole import fail; the rest is told and passed over.
FATAL = frozenset({"not_utf8", "too_large", "too_long", "no_archive", "too_many_files"})
LONGEST_TITLE = 300
LONG_AGO = date.min


@dataclass(frozen=True, slots=True)
class LawProblem:
    """What of a file could not be taken, and why."""

    file: str
    code: str

    @property
    def is_fatal(self) -> bool:
        """Whether nothing at all is taken because of it."""
        return self.code in FATAL


@dataclass(slots=True)
class LawReport:
    """What an import of laws did, or would do."""

    is_dry_run: bool = False
    file_count: int = 0
    law_count: int = 0
    article_count: int = 0  #: of the new texts
    added_count: int = 0  #: laws not known before
    edition_count: int = 0  #: other editions of known laws
    unchanged_count: int = 0
    problems: list[LawProblem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether a file was so wrong that nothing at all was taken."""
        return any(problem.is_fatal for problem in self.problems)

    @property
    def is_done(self) -> bool:
        """Whether the texts are in the library now."""
        return not (self.is_dry_run or self.is_refused)

    def __str__(self) -> str:
        """The report in words: how it ended, the counts, and a line for each problem."""
        outcome = "refused" if self.is_refused else "dry_run" if self.is_dry_run else "done"
        counts = {
            "files": self.file_count,
            "laws": self.law_count,
            "added": self.added_count,
            "editions": self.edition_count,
            "unchanged": self.unchanged_count,
            "articles": self.article_count,
        }
        told = [f"{one.file}: {law_problem_text(one.code)}" for one in self.problems]
        return "\n".join([str(OUTCOMES[outcome]), str(LAW_COUNTS) % counts, *told])


@transaction.atomic
def import_laws(
    path: Path | str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    by: Actor,
    at: datetime,
) -> LawReport:
    """Take over the texts in a file, folder or archive; a changed text is a new edition."""
    if by.kind is not Kind.SYSTEM:
        raise NotAllowed
    report = LawReport(is_dry_run=dry_run)
    texts = _read(Path(path), report)
    report.law_count = len(texts)
    if not report.is_refused:
        _Taking(report, by, at).take(texts, progress)
    if not report.is_done:
        transaction.set_rollback(True)
    return report


@transaction.atomic
def repeal_law(title: str, *, on: date, note: str, by: Actor, at: datetime) -> Law:
    """Mark a law as repealed; the items that cite it are then listed for their editors."""
    if by.kind is not Kind.SYSTEM:
        raise NotAllowed
    laws = Law.objects.select_for_update().last_editions()
    law: Law | None = laws.filter(name=bare_title(title)).first()
    if law is None:
        raise NoSuchLaw(title=title)
    law.state, law.repealed_on, law.repeal_note = LawState.REPEALED, on, note
    law.save(update_fields=["state", "repealed_on", "repeal_note"])
    facts = {"name": law.name, "on": on.isoformat(), "note": note}
    write("law", law.pk, "law.repealed", by=by, at=at, facts=facts)
    return law


def _read(path: Path, report: LawReport) -> list[tuple[str, LawText]]:
    """Each law once, with the file it was read from; long ones are joined from their parts."""
    found: dict[tuple[str, date | None], list[tuple[str, LawText]]] = defaultdict(list)
    try:
        for file, content in law_files(path):
            report.file_count += 1
            try:
                law = read_law(_decoded(content), path=file)
            except NoLaw as trouble:
                report.problems.append(LawProblem(file, trouble.code))
            else:
                if len(law.title) > LONGEST_TITLE:
                    report.problems.append(LawProblem(file, "too_long"))
                found[law.name, law.edition_on].append((file, law))
    except NoLaw as trouble:
        report.problems.append(LawProblem(path.name, trouble.code))
    return [_one(texts, report) for texts in found.values()]


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NoLaw("too_large")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoLaw("not_utf8") from error


def _one(texts: Sequence[tuple[str, LawText]], report: LawReport) -> tuple[str, LawText]:
    """Of several texts of one title and day: their sum, if they are parts; else the first."""
    (file, law), *others = texts
    if others and are_parts([text for _, text in texts]):
        return file, join_parts([text for _, text in texts])
    for other, text in others:
        if text.digest != law.digest:
            report.problems.append(LawProblem(other, "second_text"))
    return file, law


@dataclass(frozen=True, slots=True)
class _Taking:
    """Texts become laws, editions, or nothing where they are known."""

    report: LawReport
    by: Actor
    at: datetime

    def take(self, texts: Sequence[tuple[str, LawText]], progress: Progress | None) -> None:
        names = {text.name for _, text in texts}
        before = list(Law.objects.select_for_update().filter(name__in=names).order_by("pk"))
        known = {(law.name, law.digest) for law in before}
        new = [(file, text) for file, text in texts if (text.name, text.digest) not in known]
        self.report.unchanged_count = len(texts) - len(new)
        laws = [self._law(file, text) for file, text in new]
        changed = self._settle(before, laws)
        Law.objects.bulk_update(changed, ["state", "repealed_on", "repeal_note"])
        Law.objects.bulk_create(laws, batch_size=500)
        self._write_articles(laws, [text for _, text in new], progress)
        self._tell(before, laws)

    def _law(self, file: str, text: LawText) -> Law:
        return Law(
            title=text.title,
            name=text.name,
            aliases=list(text.aliases),
            kind=text.kind,
            issued_on=text.issued_on,
            edition_on=text.edition_on,
            history=text.history,
            source=file[-LONGEST_TITLE:],
            digest=text.digest,
            loaded_at=self.at,
        )

    def _settle(self, before: Iterable[Law], laws: Iterable[Law]) -> list[Law]:
        """The youngest edition of each law holds, the others are amended; which had to change."""
        editions: dict[str, list[Law]] = defaultdict(list)
        for law in (*before, *laws):  # what is loaded later goes later where the days are the same
            editions[law.name].append(law)
        changed = []
        for one in editions.values():
            *older, last = sorted(one, key=lambda law: law.edition_on or LONG_AGO)
            for law in older:
                if law.state != LawState.AMENDED:
                    law.state, law.repealed_on, law.repeal_note = LawState.AMENDED, None, ""
                    changed.append(law)
            if last.state == LawState.AMENDED:
                last.state = LawState.IN_FORCE
                changed.append(last)
        return [law for law in changed if not law._state.adding]

    def _write_articles(
        self, laws: Sequence[Law], texts: Sequence[LawText], progress: Progress | None
    ) -> None:
        waiting: list[Article] = []
        for place, (law, text) in enumerate(zip(laws, texts, strict=True), start=1):
            waiting += [
                Article(
                    law=law,
                    position=position,
                    number=one.number,
                    suffix=one.suffix,
                    heading=one.heading,
                    text=one.text,
                )
                for position, one in enumerate(text.articles, start=1)
            ]
            if len(waiting) >= BATCH or place == len(laws):
                Article.objects.bulk_create(waiting, batch_size=BATCH)
                self.report.article_count += len(waiting)
                waiting = []
            if progress is not None:
                progress(place, len(laws))

    def _tell(self, before: Iterable[Law], laws: Iterable[Law]) -> None:
        """One entry for each text; whoever follows looks at the items that cite the law."""
        known = {law.name for law in before}
        for law in laws:
            self.report.edition_count += law.name in known
            self.report.added_count += law.name not in known
            known.add(law.name)
            facts = {"name": law.name, "edition": str(law.edition_on or ""), "state": law.state}
            write("law", law.pk, "law.taken", by=self.by, at=self.at, facts=facts)
