"""What the checks of legal statements share: rules by goods and act, and how they are cited."""

from collections.abc import Iterable, Sequence
from datetime import date

from yalu.claims.claim import Answer, Verdict
from yalu.claims.lexicon import words
from yalu.model.law import Instrument, Measure
from yalu.model.periods import day_words


def supported_by_acts(chosen: Sequence[Measure]) -> Verdict:
    """Say yes, with the rules that a statement rests on."""
    named = "; ".join(
        dict.fromkeys(
            f"{m.instrument.number} ({m.provision}), published {day_words(m.instrument.published)}"
            f", binding from {day_words(first_day(m))}"
            for m in chosen
        )
    )
    loose = any(m.type == "conditional_prohibition" for m in chosen)
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=named,
        caveats=("a ban with exceptions",) if loose else (),
        citations=cited(chosen),
    )


def cited(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Give the acts and the pages of rules."""
    return tuple(
        dict.fromkeys(key for m in measures for key in (f"act:{m.instrument.id}", *m.citations))
    )


def names(measure: Measure, goods: str) -> bool:
    """Tell whether a rule is on goods by their name in the act; `law` words of the lexicon."""
    about = words("products").get(goods)
    listed = about["law"] if about else []
    return any(word in measure.goods.casefold() for word in listed)


def is_act(instrument: Instrument, act: str) -> bool:
    """Tell whether an act bears a number: 2371, 12/2017, 2017/1509, 13810."""
    number = instrument.number.casefold()
    return (
        act in number.replace("(", " ").replace("/", " ").split()
        or act == number
        or act in number.split()
    )


def first_day(measure: Measure) -> date:
    """Give the day from which a rule binds."""
    return min((group.applies_from for group in measure.groups), default=measure.instrument.adopted)
