"""What is measured of a month: pure functions over its facts, each known by the name schemes use.

Another measure is another function with `@measured(name)`, and a line of a scheme that names it.
Percents are whole and cut off: only all is a hundred.
"""

from collections.abc import Callable, Iterator, Sequence

from yimen.figures.rules.scoring.facts import CardFact, CaseFact, Found, MonthFacts, Ref

Take = Callable[[MonthFacts], Found]
MEASURES: dict[str, Take] = {}
#: Measures that count cards: of these, each card counts once, for the first line it fits.
OF_CARDS = frozenset({"warnings_in_a_row", "yellow_cards", "red_cards"})

WARNING, YELLOW, RED = 1, 2, 3
IN_A_ROW = 3


def measured(name: str) -> Callable[[Take], Take]:
    """Let schemes name this function."""

    def register(take: Take) -> Take:
        MEASURES[name] = take
        return take

    return register


@measured("yellow_cards")
def yellow_cards(facts: MonthFacts) -> Found:
    """Yellow cards that stand."""
    return _cards(facts, YELLOW)


@measured("red_cards")
def red_cards(facts: MonthFacts) -> Found:
    """Red cards that stand."""
    return _cards(facts, RED)


def _cards(facts: MonthFacts, level: int) -> Found:
    refs = tuple(_card(card) for card in facts.cards if card.level == level)
    return Found(len(refs), refs)


@measured("warnings_in_a_row")
def warnings_in_a_row(facts: MonthFacts) -> Found:
    """How often three warnings followed each other, with no case decided between that had none."""
    refs = tuple(_card(card) for run in _runs(facts) for card in run)
    return Found(len(refs) // IN_A_ROW, refs)


def count_of_cards(measure: str, cards: int) -> int:
    """What so many cards of a measure come to."""
    return cards // IN_A_ROW if measure == "warnings_in_a_row" else cards


def _runs(facts: MonthFacts) -> Iterator[Sequence[CardFact]]:
    """Warnings in the order of their moments, cut where a case went without; three by three."""
    warnings = [card for card in facts.cards if card.level == WARNING]
    if len(warnings) < IN_A_ROW:
        return
    troubled = {card.case for card in facts.cards}
    clean = [(case.at, "", None) for case in facts.cases if case.id not in troubled]
    told = [(card.at, str(card.id), card) for card in warnings]
    run: list[CardFact] = []
    for _at, _id, card in sorted([*told, *clean], key=lambda one: one[:2]):
        run = [*run, card] if card is not None else []
        if len(run) == IN_A_ROW:
            yield run
            run = []


@measured("early_percent")
def early_percent(facts: MonthFacts) -> Found:
    """提前办结率: of the cases with promised days, those decided before the last of them."""
    promised = [case for case in facts.cases if case.is_early is not None]
    early = [case for case in promised if case.is_early]
    return Found(_percent(len(early), len(promised)), _refs(early))


@measured("shortened_percent")
def shortened_percent(facts: MonthFacts) -> Found:
    """承诺提速率: by how much the promises made to these applicants are below the law's days."""
    found: dict[object, tuple[int, int]] = {
        case.version: (case.legal_days, case.promised_days)
        for case in facts.cases
        if case.legal_days and case.promised_days is not None
    }
    legal = sum(days for days, _promised in found.values())
    saved = legal - sum(promised for _days, promised in found.values())
    refs = tuple(Ref("version", case.version) for case in _first_of_each(facts.cases))
    return Found(_percent(max(saved, 0), legal), refs)


def _first_of_each(cases: Sequence[CaseFact]) -> list[CaseFact]:
    known = [case for case in cases if case.legal_days and case.promised_days is not None]
    return list({case.version: case for case in reversed(known)}.values())[::-1]


@measured("incomplete_percent")
def incomplete_percent(facts: MonthFacts) -> Found:
    """Of the data the decided cases should have, what they have not."""
    due = sum(case.due for case in facts.cases)
    missing = sum(case.missing for case in facts.cases)
    return Found(_percent(missing, due), _refs([case for case in facts.cases if case.missing]))


@measured("same_day_percent")
def same_day_percent(facts: MonthFacts) -> Found:
    """当场受理率: of the accepted applications, those accepted on the day they were handed in."""
    quick = [one for one in facts.accepted if one.is_same_day]
    refs = tuple(Ref("case", one.id) for one in quick)
    return Found(_percent(len(quick), len(facts.accepted)), refs)


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


def _card(card: CardFact) -> Ref:
    return Ref("card", card.id)


def _refs(cases: Sequence[CaseFact]) -> tuple[Ref, ...]:
    return tuple(Ref("case", case.id) for case in cases)
