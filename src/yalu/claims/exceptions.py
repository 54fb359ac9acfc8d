"""Checks what a rule leaves free: exemptions, goods an act does not name, goods under no ban."""

from collections.abc import Sequence

from yalu.claims.claim import Answer, Claim, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.claims.ruled import (
    BANS,
    act_named,
    fits_type,
    known_rules,
    names,
    supported_by_acts,
    wrong_act,
    wrong_law,
)
from yalu.model.law import Measure


def rules_on(facts: LawFacts, held: Published) -> list[Measure]:
    """Give the rules on the goods, of the act named or else of the Council and the reporter."""
    return [
        m
        for m in known_rules(facts, held)
        if (not facts.goods or any(names(m, goods) for goods in facts.goods))
        and (not facts.way or m.direction.value in {facts.way, "both", "none"})
    ]


def check_spared(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check that an act has no rule on goods, or, with no act named, that none binds them."""
    if not facts.act:
        return _free(facts, held)
    act = act_named(facts, held)
    if act is None:
        return unknown(f"the act {facts.act} is not held")
    types = BANS if facts.word == "banned" else {*BANS, "ceiling"}
    caught = _caught(rules_on(facts, held), facts, types)
    if caught:
        return wrong_law("; ".join(f"{m.provision}: {m.goods}" for m in caught[:3]), caught)
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=f"{act.number} as held has no such rule on {', '.join(facts.goods)}",
        citations=(f"act:{act.id}", *act.citations),
    )


def _caught(rules: Sequence[Measure], facts: LawFacts, types: set[str]) -> list[Measure]:
    return [m for m in rules if any(fits_type(m, goods, types) for goods in facts.goods)]


def _free(facts: LawFacts, held: Published) -> Verdict:
    """Refute that goods are free where a ban binds them; that none is held proves little."""
    on = facts.day or (facts.month.last_day if facts.month else held.day)
    types = {"prohibition", "suspension"} | ({"ceiling"} if facts.word != "banned" else set())
    asked = [
        m
        for m in rules_on(facts, held)
        if not facts.actor or m.instrument.jurisdiction == facts.actor
    ]
    bound = [
        m
        for m in _caught(asked, facts, types)
        if any(group.binds(on=min(on, held.day), as_known=held.as_known) for group in m.groups)
    ]
    if bound:
        return wrong_law(
            "; ".join(f"{m.instrument.number} {m.provision}" for m in bound[:3]), bound
        )
    known = all(words("products").get(goods, {}).get("law") for goods in facts.goods)
    acts = [a for a in held.law.instruments if a.jurisdiction == "UN" and a.target == held.partner]
    if not known or not acts or facts.target:
        return unknown("whether the goods are free is not told by the rules held")
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=f"no ban of the Council or of {held.reporter} on {', '.join(facts.goods)} is held",
        caveats=("other states may have rules of their own",),
        citations=tuple(f"act:{a.id}" for a in acts[-1:]),
    )


def check_exempt(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check an exemption of a rule by the words that the acts use for it."""
    pool = [m for m in rules_on(facts, held) if m.direction.value != "none"]
    known = any(words("products").get(goods, {}).get("law") for goods in facts.goods)
    if not pool and facts.act and not known:
        # What is spared may go by another name than the goods of the rule.
        pool = [m for m in known_rules(facts, held) if m.exemptions]
    listed = words("law")["exempt_for"][facts.word]
    for measure in _newest(pool, held):
        for spared in measure.exemptions:
            told = f"{spared.goods} {spared.text}".casefold()
            if any(word.casefold() in told for word in listed):
                found = supported_by_acts([measure])
                return Verdict(
                    answer=Answer.SUPPORTED,
                    formula=f"{found.formula}: {spared.text}",
                    citations=found.citations,
                )
    act = act_named(facts, held)
    if act is not None and not pool:
        return wrong_act(f"{act.number} holds no such rule on {', '.join(facts.goods)}", act)
    if facts.act and facts.word in {"rajin", "livelihood"}:
        return wrong_law(f"no such exemption: {', '.join(m.provision for m in pool[:3])}", pool)
    return unknown("no such exemption is held")


def _newest(pool: Sequence[Measure], held: Published) -> list[Measure]:
    """Put the rules that bind on the day of the text first."""
    return sorted(
        pool,
        key=lambda m: not any(g.binds(on=held.day, as_known=held.as_known) for g in m.groups),
    )


def check_permits(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Refute that goods may go where a ban without exceptions binds them."""
    bound = [
        m
        for m in rules_on(facts, held)
        if m.type in {"prohibition", "suspension"}
        and any(group.binds(on=held.day, as_known=held.as_known) for group in m.groups)
    ]
    if not bound or not (facts.way or facts.act):
        return unknown("whether the goods may go is not told by the rules held")
    return wrong_law("; ".join(f"{m.instrument.number} {m.provision}" for m in bound[:3]), bound)
