"""A day of the demo city played now, through the acts everybody uses, by who may do them.

Acts happen at the moment they are done. What was done on days before is dated so that the limits
of the rules in force, which run to the second, pass while the day is played (docs/adr/0074).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone, translation

from yimen.cases import actions
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Case
from yimen.cases.states import PAST
from yimen.config.demo.cards import REGION, RULES_OF_TIME, SUPERVISION
from yimen.config.demo.day import STEPS, Cue, DueCard, Pace, Programme, clock_of
from yimen.config.demo.people import enterprises, officers, persons
from yimen.config.demo.reading import read
from yimen.config.demo.stories import XINYU, Stage, Story
from yimen.identity.models import Account, Party
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import DomainError
from yimen.orgs.actions import set_calendar_day
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions import cards
from yimen.supervision.actions.rulesets import load_time_rules
from yimen.supervision.models import Card
from yimen.supervision.states import Level

LEAD = timedelta(seconds=5)  # for the acts of days before
TURN = timedelta(seconds=0.5)  # how long one looks away from cards, at the most
WORDS = {"ask": "asked an opinion", "answer": "opinion given", "explain": "card explained"}

Say = Callable[[str], None]
Wait = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class Means:
    """What the day is played with: a clock, a pause (true: stop now), somebody who listens."""

    clock: Callable[[], datetime]
    wait: Wait
    say: Say


@dataclass(slots=True)
class Played:
    """What came of it."""

    acts: int = 0
    left_out: int = 0
    cards: dict[int, int] = field(default_factory=dict)  #: by level
    cases: list[Case] = field(default_factory=list)
    is_whole: bool = False


def is_demo_city() -> bool:
    """Whether this site is the demo city, with all its invented people."""
    names = {one.username for one in officers()} | persons().keys()
    known = Account.objects.filter(username__in=names).count()
    bodies = {one.name for one in enterprises().values()}
    return known == len(names) and Party.objects.filter(name__in=bodies).count() >= len(bodies)


class Day:
    """One playing of the programme."""

    def __init__(self, programme: Programme, means: Means, *, speed: float) -> None:
        self.programme, self.means = programme, means
        self.pace = Pace(means.clock() + LEAD, programme.opens, speed)
        self._open_the_offices()
        accounts = {one.username: one for one in Account.objects.select_related("staff", "party")}
        self.stage = Stage(accounts, calendar_for(XINYU), self.pace.begins)
        data = read("cases.toml")
        self.stories = {key: Story(self.stage, dict(row), data) for key, row in self._rows()}
        self.drafts: dict[str, Case] = {}
        self.cases: dict[str, Case] = {}
        self.seen: set[tuple[str, str, int]] = set()
        self.played = Played()

    def play(self) -> Played:
        """Everything in its order; a stop is heeded between two acts."""
        self._draft_before()
        for cue in self.programme.before:
            if self.means.wait(0):
                return self._ended()
            self._do(cue, at=self._before(cue))
        for cue in self.programme.cues:
            if self._rest_until(self.pace.moment(cue.at)):
                return self._ended()
            self._do(cue, at=self.means.clock())
        self.played.is_whole = not self._rest_until(self.pace.moment(self.programme.closes))
        return self._ended()

    def _draft_before(self) -> None:
        """The papers of days before, which take long; the day begins when they are there."""
        filings = [cue for cue in self.programme.before if cue.do == "file"]
        self.means.say(f"Preparing {len(filings)} cases of the days before")
        for cue in filings:
            self.drafts[cue.case] = self.stories[cue.case].draft(at=self._before(cue))
        self.pace = replace(self.pace, begins=self.means.clock() + LEAD)

    def _rows(self) -> list[tuple[str, Mapping[str, Any]]]:
        return list(self.programme.cases.items())

    def _open_the_offices(self) -> None:
        """The rules to the second hold in the city, and today it works."""
        now = self.means.clock()
        load_time_rules(RULES_OF_TIME, REGION, by=SYSTEM, at=now)
        last = self.pace.moment(self.programme.closes)
        for day in sorted({timezone.localdate(self.pace.begins), timezone.localdate(last)}):
            if not calendar_for(XINYU).is_workday(day):
                self._work_on(day, now)

    def _work_on(self, day: date, now: datetime) -> None:
        words = {"name": "演示工作日", "reason": "演示城市模拟工作日。"}
        set_calendar_day(XINYU, day, is_workday=True, **words, by=SYSTEM, at=now)
        self.means.say(f"{day} is a day off: it is made a working day of the demo city's calendar.")

    def _before(self, cue: Cue) -> datetime:
        """So many working days before the moment at which this day comes to that time."""
        then = timezone.localtime(self.pace.moment(cue.at))
        day = self.stage.calendar.add(then.date(), -cue.ago)
        return then.replace(year=day.year, month=day.month, day=day.day)

    def _rest_until(self, moment: datetime) -> bool:
        """Wait, and say which cards fall meanwhile; whether to stop."""
        while (left := moment - self.means.clock()) > timedelta():
            if self.means.wait(min(left, TURN).total_seconds()):
                return True
            self._look_for_cards()
        self._look_for_cards()
        return self.means.wait(0)

    def _look_for_cards(self) -> None:
        now = self.means.clock()
        for due in self.programme.cards:
            key = (due.case, due.rule, due.level)
            if key in self.seen or due.case not in self.cases or self.pace.moment(due.at) > now:
                continue
            if (card := self._card(due)) is not None:
                self.seen.add(key)
                level = Level(card.level)
                late = max(0.0, (card.made_at - card.reached_at).total_seconds())
                with translation.override("en"):
                    what = f"{level.label}: {card.code} {card.rule.name}"
                story = self.stories[due.case]
                number = self.cases[due.case].number
                self._line(due.at, f"{what}  {story.version.name} {number}  ({late:.1f} s)")

    def _card(self, due: DueCard) -> Card | None:
        rows = Card.objects.filter(case=self.cases[due.case].pk, code=due.rule, level=due.level)
        return rows.select_related("rule").first()

    def _do(self, cue: Cue, *, at: datetime) -> None:
        """One act; what is refused is said, and the day goes on."""
        story = self.stories[cue.case]
        if cue.case not in self.cases and cue.do != "file":
            return  # its filing was refused, which was said
        try:
            by = self._act(cue, story, at)
        except DomainError as refusal:
            self.played.left_out += 1
            with translation.override("en"):
                self._line(cue.at, f"left out: {cue.do}  {story.version.name}  {refusal}")
            return
        self.played.acts += 1
        if not cue.ago:
            word = WORDS.get(cue.do) or PAST.get(cue.do, "card upheld").replace("_", " ")
            number = self.cases[cue.case].number
            self._line(cue.at, f"{word}  {story.version.name} {number}  {by.name}")

    def _act(self, cue: Cue, story: Story, at: datetime) -> Actor:
        if cue.do in STEPS:
            return self._answer_card(cue, story, at)
        if cue.do == "file":
            draft = self.drafts.get(cue.case) or story.draft(at=at)
            self.cases[cue.case] = story.file(draft, at=at)
            return story.asks(at)
        case = self.cases[cue.case]
        if cue.do == "ask":
            return self._ask(case, story, cue.act, at)
        if cue.do == "answer":
            return self._advise(case, cue.act, at)
        self.cases[cue.case] = story.act(case, cue.act, at=at)
        return story.who(cue.act, at)

    def _ask(self, case: Case, story: Story, said: Mapping[str, Any], at: datetime) -> Actor:
        by = self.stage.seated(story.office, "examiner", on=timezone.localdate(at))
        other = Organisation.objects.get(path=said["of"])
        actions.ask_opinion(case.pk, Question(other, said["text"], said["days"]), by=by, at=at)
        return by

    def _advise(self, case: Case, said: Mapping[str, Any], at: datetime) -> Actor:
        asked = case.consultations.select_related("organisation").latest("asked_at")
        by = self.stage.seated(asked.organisation.path, "examiner", on=timezone.localdate(at))
        words = {"opinion": said["opinion"], "text": said["text"]}
        actions.answer_opinion(asked.pk, **words, by=by, at=at)
        return by

    def _answer_card(self, cue: Cue, story: Story, at: datetime) -> Actor:
        """The unit explains; later somebody of supervision upholds."""
        is_units = cue.do == "explain"
        seat = (story.office, "approver") if is_units else (SUPERVISION, "supervisor")
        by = self.stage.seated(*seat, on=timezone.localdate(at))
        card = self._card(DueCard(cue.at, cue.case, cue.act["rule"], cue.act["level"]))
        if card is None:
            raise NoCard
        take = cards.explain_card if is_units else cards.uphold_card
        take(card.pk, text=cue.act["text"], by=by, at=at)
        return by

    def _line(self, at: timedelta, text: str) -> None:
        self.means.say(f"{clock_of(at)}  {text}")

    def _ended(self) -> Played:
        self.played.cases = list(self.cases.values())
        made = Card.objects.filter(case__in=[case.pk for case in self.played.cases])
        for level in made.values_list("level", flat=True):
            self.played.cards[level] = self.played.cards.get(level, 0) + 1
        return self.played


class NoCard(DomainError):
    """Nobody has made the card yet: no worker follows."""

    message = "the card is not there; is a worker running?"
