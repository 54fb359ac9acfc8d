"""What a sentence is about: whose trade, which way, in which goods.

Direction is read through the words. The owner of `imports` buys and the owner of `exports` sells;
`from` names the seller and `to` the buyer. If the partner sells or the reporter buys, it is an
import of the reporter.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from yalu.claims.claim import ALL_GOODS, Scope
from yalu.claims.lexicon import either, plain, words
from yalu.claims.mentions import OTHER_THAN, THE_OTHER, THE_PARTNER, THE_WORLD, Goods, Named
from yalu.claims.sides import after_word, owner_of
from yalu.claims.tradewords import kind_of_word, trade_kinds, trade_words, turned, without_compounds
from yalu.claims.wares import goods_of_trade, joined
from yalu.model.trade import Flow


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The two economies asked about: whose customs counted, and with whom."""

    reporter: str
    partner: str

    def names(self, code: str, mine: str = "") -> str:
        """Name an economy; `its neighbour` is the other one than the owner of the sentence."""
        if code == THE_PARTNER:
            return self.partner
        if code.startswith(OTHER_THAN):
            whose = self.names(code.removeprefix(OTHER_THAN))
            return self.other(whose) if whose in self else ""
        if code != THE_OTHER:
            return code
        return self.reporter if mine == self.partner else self.partner

    def other(self, code: str) -> str:
        return self.partner if code == self.reporter else self.reporter

    def __contains__(self, code: object) -> bool:
        return code in {self.reporter, self.partner}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a number is about.

    `balance` marks the difference of both flows; `bare` a word with no economy beside it, `open`
    such a one that may be of either economy: `imports` after a sentence on the partner's side; a
    `guessed` one is said by no word of the sentence. `partner` is another economy that the
    reporter traded with.
    """

    flow: Flow = Flow.TOTAL
    product: str = ALL_GOODS
    scope: Scope = Scope.PAIR
    partner: str = ""
    balance: bool = False
    owner: str = ""
    start: int = 0
    end: int = 0
    verb: bool = False
    open: bool = False
    bare: bool = False
    guessed: bool = False


def subjects(
    text: str,
    pair: Pair,
    areas: Sequence[Named],
    goods: Sequence[Goods],
    *,
    owner: str,
    spoken_of: Subject | None = None,
) -> list[Subject]:
    """Give the trade words of a sentence with what each is about, in order.

    `owner` is the economy whose side the sentences before took, `spoken_of` what they were about.
    """
    found: list[Subject] = []
    matches = [*trade_words().finditer(without_compounds(text))]
    matches = [one for one in matches if _tells_of_trade(one, areas, goods)]
    for place, match in enumerate(matches):
        last = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        first = matches[place - 1].end() if place else 0
        subject = _subject(text, match, pair, areas, owner=owner, span=(first, last))
        subject = _as_spoken_of(match, subject, found[-1] if found else None, spoken_of)
        owner = subject.owner or owner
        before = spoken_of.product if spoken_of is not None else ""
        product = goods_of_trade(match, goods, spoken_of=before, span=(first, last))
        if plain(match[0]) in _BRINGS and subject.bare and (told := _goods_that(match, goods)):
            product, subject = told, replace(subject, flow=Flow.IMPORT, open=True, guessed=True)
        if product == ALL_GOODS and kind_of_word(match) in _OF_THEIR_SUBJECT:
            product = _goods_that(match, goods) or product
        found.append(as_goods_go(replace(subject, product=product), pair))
    found = _both_ways(text, found)
    found = _turned_round(text, found, spoken_of)
    return _carry_those(text, found, _Named(pair=pair, areas=areas, goods=goods), spoken_of)


def _as_spoken_of(
    match: re.Match[str], subject: Subject, before: Subject | None, spoken_of: Subject | None
) -> Subject:
    """Give a word of trade the flow of what it goes on about, or the one opposite to it."""
    if spoken_of is not None and (
        (subject.open and _goes_either_way(match, spoken_of))
        or _is_sum(match, spoken_of)
        or _is_tally(match)
    ):
        owner = subject.owner if not subject.open else ""
        subject = replace(subject, flow=spoken_of.flow, owner=owner)
    if before is not None and _is_whole_of(match, before):
        subject = replace(subject, flow=before.flow)
    before = before or spoken_of
    if before is not None and _reversed().match(match.string, match.end()):
        subject = replace(subject, flow=_OPPOSITE.get(before.flow, before.flow), open=False)
    return subject


def _tells_of_trade(match: re.Match[str], areas: Sequence[Named], goods: Sequence[Goods]) -> bool:
    """Tell words that are of trade only by what stands beside them: `goods from`, `went to`."""
    kind = kind_of_word(match)
    if kind == "goods":
        return _is_bound(match.string, match, areas)
    if kind == "goes":
        return _is_bound(match.string, match, areas) and bool(goods or _GOODS.search(match.string))
    if kind == "pays":
        return _is_paid(match, areas) or plain(match[0]) in _EARNS
    if kind == "out_of" and plain(match[0]).endswith(" in"):
        near = match.string[max(0, match.start() - 30) : match.start()]
        return bool(re.search(r"\d", near)) or any(0 <= match.start() - g.end < 30 for g in goods)
    return True


# Goods that bring money in are sold, and the partner is the one who is short of it.
_BRINGS = {"brought in", "brings in", "bringing in", "earned", "earns"}
_EARNS = {"earned", "earns"}
_GOODS = re.compile(
    r"\b(?:goods|products|merchandise|cargo|of it|of that|of this|of them)\b", re.IGNORECASE
)
# What these are told of is their grammatical subject: `rice went to`, `coal earned`.
_OF_THEIR_SUBJECT = {"goes", "pays", "into", "out_of"}


def _is_paid(match: re.Match[str], areas: Sequence[Named]) -> bool:
    near = next((one for one in areas if one.start >= match.end()), None)
    return near is not None and not match.string[match.end() : near.start].strip(" the")


def _goods_that(match: re.Match[str], goods: Sequence[Goods]) -> str:
    """Name the goods that go or earn: those last named before the verb, with no amount between."""
    before = [one for one in goods if one.end <= match.start()]
    if not before or not re.fullmatch(
        r"\s+(?:(?:\w+ly|still|also|alone|again|that|which|worth|had|have|has|were|was)\s+)*"
        r"(?:[\d$.,]+\s+(?:million|billion)?\s*(?:yuan|dollars)?\s*)?",
        match.string[before[-1].end : match.start()],
    ):
        return ""
    return joined(match.string, before[-1], goods, back=True)


def _both_ways(text: str, found: list[Subject]) -> list[Subject]:
    """Read `exports and imports came to $530 million` as the trade of both ways."""
    kept: list[Subject] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None or not _is_sum_of_both(text, last, one):
            kept.append(one)
        else:
            kept[-1] = replace(last, flow=Flow.TOTAL, end=one.end, scope=one.scope, owner="")
    return kept


_BOTH = re.compile(r"\s+(?:and|plus)\s+")


def _is_sum_of_both(text: str, first: Subject, second: Subject) -> bool:
    ways = {first.flow, second.flow} == {Flow.IMPORT, Flow.EXPORT}
    if not ways or not _BOTH.fullmatch(text[first.end : second.start]):
        return False
    led = re.search(
        r"\b(?:two-way|combined|total|overall|together|bilateral)\s+$", text[: first.start], re.I
    )
    told = re.match(
        r"[^,.;]{0,60}?\b(?:came|totall?ed|amounted|stood|reached|were\s+worth)\b[^,.;]{0,12}?[$€¥\d][\d.,]*\s?\w*(?!\s+and\b)",
        text[second.end :],
    )
    return bool(led or (told and "respectively" not in text))


def _turned_round(text: str, found: list[Subject], spoken_of: Subject | None) -> list[Subject]:
    """Read `the other third, 31.6 billion, the other way` and `in the other direction came …`."""
    added = []
    for match in turned().finditer(text):
        before = [one for one in found if one.end <= match.start()]
        last = before[-1] if before else spoken_of
        if last is None or any(0 <= match.start() - one.end <= 14 for one in before):
            continue
        if last.flow in _OPPOSITE:
            added.append(
                replace(
                    last,
                    flow=_OPPOSITE[last.flow],
                    owner="",
                    product=ALL_GOODS,
                    verb=True,
                    start=match.start(),
                    end=match.end(),
                )
            )
    return sorted([*found, *added], key=lambda one: one.start)


def as_goods_go(subject: Subject, pair: Pair) -> Subject:
    """Read `gasoline exports` and `coal exports`, with no economy named, by where these go."""
    goes = words("goes").get(pair.partner, {})
    listed = {flow: set(goes.get(flow.word, ())) for flow in (Flow.IMPORT, Flow.EXPORT)}
    fits = [flow for flow in listed if set(subject.product.split("; ")) <= listed[flow]]
    if not subject.bare or not fits or fits[0] is subject.flow:
        return subject
    owner = pair.other(subject.owner) if subject.owner in pair else ""
    return replace(subject, flow=fits[0], owner=owner, open=True)


def _subject(
    text: str,
    match: re.Match[str],
    pair: Pair,
    areas: Sequence[Named],
    *,
    owner: str,
    span: tuple[int, int],
) -> Subject:
    kind, verb = trade_kinds()[plain(match[0])]
    if kind in _ACROSS:
        return replace(_made(match, _ACROSS[kind], Scope.PAIR, ""), bare="North" not in match[0])
    leads = verb or kind == "balance"
    mine = owner_of(match, pair, areas, verb=leads, first=span[0], owner=owner)
    its = bool(_ITS.search(text[max(0, match.start() - 40) : match.start()]))
    if its and not owner:
        owner = _last_named(match, pair, areas)
    side = mine or (owner if its else "")
    seller, buyer, mate = after_word(match, pair, areas, span[1], mine=side or owner)
    if THE_WORLD in {mine, mate} or _with_the_world(text, match, mine, (seller, buyer, mate), kind):
        return _made(match, Flow.TOTAL, Scope.OTHER, mine if mine in pair else pair.reporter)
    if kind in {"total", "balance"}:
        parties = {code for code in (mine, mate, seller, buyer) if code}
        strange = [code for code in parties if code not in pair]
        scope = Scope.OTHER if strange else Scope.PAIR
        sure = mine if kind == "balance" or _possesses(areas, match, mine, pair) else ""
        made = _made(match, Flow.TOTAL, scope, sure)
        return replace(made, partner=_second(parties, pair, owner))
    if kind == "goes":
        pass
    elif kind == "buy":
        buyer = buyer or mine
    else:
        seller = seller or mine
    bare = not seller and not buyer
    if bare:
        default = owner or pair.reporter
        seller, buyer = ("", default) if kind == "buy" else (default, "")
    scope = Scope.OTHER if any(c and c not in pair for c in (seller, buyer)) else Scope.PAIR
    imports = seller == pair.partner or (buyer == pair.reporter and seller != pair.reporter)
    named = set() if bare else {code for code in (seller, buyer) if code}
    second = _second(named, pair, owner)
    if second:
        imports = seller == second
    elif scope is Scope.OTHER:
        # Of trade outside the pair the direction is that of the word itself.
        imports = kind == "buy"
    flow = Flow.IMPORT if imports else Flow.EXPORT
    side = buyer if kind == "buy" else seller
    known = side or (pair.other(seller or buyer) if (seller or buyer) in pair else "")
    made = _made(match, flow, scope, known)
    unsure = owner == pair.partner or _is_either_way(match)
    bare = bare and not its and scope is Scope.PAIR
    return replace(made, open=bare and unsure, bare=bare, partner=second)


def _second(parties: Set[str], pair: Pair, owner: str) -> str:
    """Name the other economy of `China's exports to Iran` in a text on another partner of China.

    Where one side alone is named, the other is the reporter, unless the text has taken the side
    of some other economy.
    """
    strange = [code for code in parties if code not in pair and code not in {"UN", THE_WORLD}]
    if len(strange) != 1 or pair.partner in parties:
        return ""
    return strange[0] if pair.reporter in parties or owner in {"", pair.reporter} else ""


_ACROSS = {"into": Flow.EXPORT, "out_of": Flow.IMPORT}


def _is_bound(text: str, match: re.Match[str], areas: Sequence[Named]) -> bool:
    """Tell `goods from Iran` and `goods bound for the North` from goods of no trade named."""
    if any(one.owns and one.end == match.start() - 1 for one in areas):
        return True
    near = next((one for one in areas if one.start >= match.end()), None)
    if near is not None and plain(match[0]) == "left":
        return not text[match.end() : near.start].strip(" the")
    if near is None or near.link not in {"from", "to", "into", "for"}:
        return False
    if kind_of_word(match) == "goes" and near.code not in {"", "UN"}:
        return bool(_GOING.fullmatch(text[match.end() : near.start]))
    return bool(_BOUND.fullmatch(text[match.end() : near.start]))


_GOING = re.compile(
    r"(?:\s+(?:over|across|out|back|in|legally|directly|by\s+\w+|\w+ly))?\s+(?:from|to|into|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\s+(?:(?:coming|bound|destined|sent|shipped|going)\s+)?(?:from|to|into|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def _last_named(match: re.Match[str], pair: Pair, areas: Sequence[Named]) -> str:
    """Name whose `its` is, where no sentence before took a side: the first named before it."""
    codes = [pair.names(one.code) for one in areas if one.end <= match.start()]
    return next((code for code in codes if code in pair), "")


def _is_tally(match: re.Match[str]) -> bool:
    """Tell `brought the total to`, which adds to what was spoken of, from that of both flows."""
    return plain(match[0]) in _SUMS and bool(_BROUGHT.search(match.string[: match.start()][-24:]))


_BROUGHT = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|lift|lifts|lifting|lifted|push|pushing"
    r"|pushed|put|puts|putting)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_sum(match: re.Match[str], spoken_of: Subject) -> bool:
    """Tell `the total` of goods spoken of from that of both flows."""
    if plain(match[0]) not in _SUMS or spoken_of.product == ALL_GOODS:
        return False
    return bool(re.search(r"\b(?:barrels?|tonnes|tons|litres|kWh)\b", match.string))


_SUMS = {"the total", "total", "the sum"}
_PART_OF = re.compile(r"\b(?:percent|per cent|pct|%|half|third|quarter|fifth|most|part)\s+of\s+$")


def _is_whole_of(match: re.Match[str], before: Subject) -> bool:
    """Tell `38 percent of the total` of the flow that the goods before it are a part of."""
    part = _PART_OF.search(match.string[: match.start()])
    return bool(part) and plain(match[0]) in _SUMS and before.product != ALL_GOODS


_OPPOSITE = {Flow.IMPORT: Flow.EXPORT, Flow.EXPORT: Flow.IMPORT}


@cache
def _reversed() -> re.Pattern[str]:
    listed = either(words("flows")["reversed"])
    return re.compile(rf"\s+(?:going\s+|sent\s+)?(?:in\s+)?{listed}(?!\w)", re.IGNORECASE)


# "Its exports", "their overall imports": the side is that of the economy last spoken of.
_ITS = re.compile(r"\b(?:its|their|it|they)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:overall|total|entire|global|worldwide|foreign|external|outside|world)\s+$", re.IGNORECASE
)


def _with_the_world(
    text: str, match: re.Match[str], mine: str, others: Sequence[str], kind: str
) -> bool:
    """Tell `China's total exports` and `the North's foreign trade`, which name no partner."""
    if not mine or any(others) or kind == "balance":
        return False
    return bool(_OF_ALL.search(text[max(0, match.start() - 20) : match.start()]))


def _is_either_way(match: re.Match[str]) -> bool:
    return plain(match[0]) in words("flows")["either_way"]


def _goes_either_way(match: re.Match[str], spoken_of: Subject) -> bool:
    """Tell `deliveries`, which go on with the flow spoken of, from `exports`, which name one."""
    known = spoken_of.flow is not Flow.TOTAL and spoken_of.scope is Scope.PAIR
    return known and _is_either_way(match)


def _possesses(areas: Sequence[Named], match: re.Match[str], mine: str, pair: Pair) -> bool:
    return any(
        area.owns and area.end <= match.start() and pair.names(area.code) == mine for area in areas
    )


def _made(match: re.Match[str], flow: Flow, scope: Scope, owner: str) -> Subject:
    kind, verb = trade_kinds()[plain(match[0])]
    return Subject(
        flow=flow,
        scope=scope,
        balance=kind == "balance",
        owner=owner,
        start=match.start(),
        end=match.end(),
        verb=verb,
    )


@dataclass(frozen=True, kw_only=True)
class _Named:
    """Who and what a sentence names."""

    pair: Pair
    areas: Sequence[Named]
    goods: Sequence[Goods]


def _carry_those(
    text: str, found: list[Subject], named: _Named, spoken_of: Subject | None
) -> list[Subject]:
    """Read `those from North Korea`, `those of ethanol` as the trade word before with their own."""
    added = []
    for match in _THOSE.finditer(text):
        before = [one for one in found if one.end <= match.start()]
        held = before or ([spoken_of] if spoken_of is not None else [])
        if not held:
            continue
        last = replace(held[-1], start=match.start(), end=match.end(), verb=False)
        ware = next((g for g in named.goods if 0 <= g.start - match.end() <= 16), None)
        if match["link"] in {"of", "in"}:
            if ware is not None and not re.search(r"[,.;]", text[match.end() : ware.start]):
                name = joined(text, ware, named.goods)
                added.append(replace(last, product=name, balance=False))
            continue
        area = next((a for a in named.areas if match.end() <= a.start <= match.end() + 4), None)
        if area is None or not (before or last.scope is Scope.OTHER):
            continue
        code = named.pair.names(area.code)
        scope = Scope.PAIR if code in named.pair else Scope.OTHER
        parties = set() if code in named.pair else {code, named.pair.reporter}
        added.append(replace(last, scope=scope, partner=_second(parties, named.pair, "")))
    return sorted([*found, *added], key=lambda one: one.start)


_THOSE = re.compile(
    r"\b(?:those|that|the ones|which)\s+(?:(?:went|came|was|were|are)\s+(?:\w+\s+)?)?"
    r"(?P<link>from|to|with|of|in)\s+(?:the\s+)?"
)
