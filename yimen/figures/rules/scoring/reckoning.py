"""From the facts of a month to points, line by line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yimen.figures.rules.scoring.facts import CardFact, MonthFacts, Ref
from yimen.figures.rules.scoring.measures import MEASURES, OF_CARDS
from yimen.figures.rules.scoring.schemes import Dimension, LineRule, Terms


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule took off or added, and from what."""

    key: str
    dimension: str
    value: int
    points: int
    refs: tuple[Ref, ...] = ()
    is_correction: bool = False  #: of a month that is closed


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a month and the lines they come from."""

    total: int
    lines: tuple[Line, ...]

    @property
    def taken(self) -> int:
        """What was taken off, as a number above nought."""
        return -sum(line.points for line in self.lines if line.points < 0)

    @property
    def added(self) -> int:
        """What was added."""
        return sum(line.points for line in self.lines if line.points > 0)


def reckon(terms: Terms, facts: MonthFacts, corrections: Sequence[Line] = ()) -> Score:
    """The score of a month by a scheme, with what is put right of months that are closed."""
    lines = (*_lines(terms, facts), *corrections)
    return Score(total_of(terms, (line.points for line in lines)), lines)


def total_of(terms: Terms, points: Iterable[int]) -> int:
    """What is left of the full points; never below nought."""
    return max(0, terms.full + sum(points))


def points_for(rule: LineRule, value: int) -> int:
    """What so much of a measure costs or brings."""
    if value < rule.at:
        return 0
    points = rule.first + (value - rule.at) // rule.step * rule.each
    if rule.most:
        points = max(-rule.most, min(rule.most, points))
    return points


def of_dimension(dimension: Dimension, lines: Iterable[Line]) -> int:
    """What is left of a dimension's points; a grave thing can cost more than it gives."""
    return dimension.points + sum(one.points for one in lines if one.dimension == dimension.key)


def _lines(terms: Terms, facts: MonthFacts) -> Iterator[Line]:
    for rule, seen in _shares(terms, facts):
        if rule.is_by_hand:
            marks = [mark for mark in facts.marks if mark.key == rule.key]
            for mark in marks:
                refs = (Ref("mark", mark.id),)
                yield Line(rule.key, rule.dimension, 1, mark.points, refs)
            continue
        found = MEASURES[rule.measure](seen)
        if found.value:
            points = points_for(rule, found.value)
            yield Line(rule.key, rule.dimension, found.value, points, found.refs)


def _shares(terms: Terms, facts: MonthFacts) -> Iterator[tuple[LineRule, MonthFacts]]:
    """Each rule with the cards it looks at: of one measure a card is for the first that fits."""
    taken: dict[str, set[object]] = {}
    for rule in terms.lines:
        if rule.measure not in OF_CARDS:
            yield rule, facts
            continue
        gone = taken.setdefault(rule.measure, set())
        cards = tuple(card for card in facts.cards if card.id not in gone and _fits(rule, card))
        gone |= {card.id for card in cards}
        yield rule, replace(facts, cards=cards)


def _fits(rule: LineRule, card: CardFact) -> bool:
    is_watched = not rule.watched or card.watched in rule.watched
    return is_watched and (not rule.codes or card.code.startswith(rule.codes))
