"""Checks what a rule spares: the grace for old deals, exemptions, goods an act does not name."""

from collections.abc import Sequence
from datetime import date

from yalu.claims.claim import Answer, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.claims.ruled import cited, is_act, names, supported_by_acts
from yalu.model.law import Measure, WindDown
from yalu.model.periods import day_words

_BANS = {"prohibition", "conditional_prohibition", "suspension"}


def check_exception(facts: LawFacts, held: Published) -> Verdict:
    """Check a statement on what a rule spares, by its verb."""
    check = {"grace": _grace, "spares": _spares, "exempts": _exempts, "permits": _permits}
    return check[facts.verb](facts, held)


def _pool(facts: LawFacts, held: Published) -> list[Measure]:
    """Give the rules on the goods, of the act named or else of the Council and the reporter."""
    return [
        m
        for m in held.law.measures
        if m.instrument.target == held.partner
        and m.instrument.published <= held.as_known
        and (not facts.goods or any(names(m, goods) for goods in facts.goods))
        and (
            is_act(m.instrument, facts.act)
            if facts.act
            else m.instrument.jurisdiction in {"UN", held.reporter}
        )
        and (not facts.way or m.direction.value in {facts.way, "both"})
    ]


def _grace(facts: LawFacts, held: Published) -> Verdict:
    given = [(m, rule) for m in _pool(facts, held) for rule in m.wind_down]
    fitting = [pair for pair in given if _ends(pair[1], facts)]
    if fitting:
        measure, rule = fitting[0]
        found = supported_by_acts([measure])
        doubt = () if rule.status == "settled" else (f"this grace is {rule.status}",)
        return Verdict(
            answer=Answer.SUPPORTED,
            formula=f"{found.formula}: {rule.text}",
            caveats=doubt,
            citations=found.citations,
        )
    near = [pair for pair in given if facts.act or _same(pair[1].before, facts.earlier, facts)]
    if not near or not (facts.act or facts.goods or facts.earlier):
        return unknown("no grace held fits what the text says")
    return _wrong([m for m, _ in near], "; ".join(dict.fromkeys(_told(r) for _, r in near)))


def _ends(rule: WindDown, facts: LawFacts) -> bool:
    starts = facts.earlier is None or _same(rule.before, facts.earlier, facts)
    return _same(rule.until, facts.last, facts) and starts


def _same(day: date, said: date | None, facts: LawFacts) -> bool:
    """Compare days; one whose year the text does not say is any year's."""
    if said is None:
        return False
    return day == said if facts.explicit else (day.month, day.day) == (said.month, said.day)


def _told(rule: WindDown) -> str:
    return f"begun before {day_words(rule.before)}, until {day_words(rule.until)}"


def _spares(facts: LawFacts, held: Published) -> Verdict:
    act = next((one for one in held.law.instruments if is_act(one, facts.act)), None)
    if act is None or act.target != held.partner:
        return unknown(f"the act {facts.act} is not held")
    caught = [m for m in _pool(facts, held) if m.type in {*_BANS, "ceiling"}]
    if caught:
        return _wrong(caught, "; ".join(f"{m.provision}: {m.goods}" for m in caught[:3]))
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=f"{act.number} as held has no rule on {', '.join(facts.goods)}",
        citations=(f"act:{act.id}", *act.citations),
    )


def _exempts(facts: LawFacts, held: Published) -> Verdict:
    pool = [m for m in _pool(facts, held) if m.direction.value != "none"]
    listed = words("law")["exempt_for"][facts.word]
    for measure in pool:
        for spared in measure.exemptions:
            told = f"{spared.goods} {spared.text}".casefold()
            if any(word.casefold() in told for word in listed):
                found = supported_by_acts([measure])
                return Verdict(
                    answer=Answer.SUPPORTED,
                    formula=f"{found.formula}: {spared.text}",
                    citations=found.citations,
                )
    if facts.act and pool and facts.word in {"rajin", "livelihood"}:
        return _wrong(pool, f"no such exemption: {', '.join(m.provision for m in pool[:3])}")
    return unknown("no such exemption is held")


def _permits(facts: LawFacts, held: Published) -> Verdict:
    """Refute that goods may go where a ban without exceptions binds them."""
    bound = [
        m
        for m in _pool(facts, held)
        if m.type in {"prohibition", "suspension"}
        and any(group.binds(on=held.day, as_known=held.as_known) for group in m.groups)
    ]
    if not bound or not (facts.way or facts.act):
        return unknown("whether the goods may go is not told by the rules held")
    return _wrong(bound, "; ".join(f"{m.instrument.number} {m.provision}" for m in bound[:3]))


def _wrong(rules: Sequence[Measure], told: str) -> Verdict:
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=told,
        citations=cited(rules[:3]),
    )
