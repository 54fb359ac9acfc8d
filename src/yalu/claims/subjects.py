"""What a sentence is about: whose trade, which way, in which goods.

Direction is read through the words. The owner of `imports` buys and the owner of `exports` sells;
`from` names the seller and `to` the buyer. If the partner sells or the reporter buys, it is an
import of the reporter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from yalu.claims.claim import ALL_GOODS, Scope
from yalu.claims.lexicon import either, plain, words
from yalu.claims.mentions import THE_OTHER, THE_WORLD, Goods, Named
from yalu.model.trade import Flow


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The two economies asked about: whose customs counted, and with whom."""

    reporter: str
    partner: str

    def names(self, code: str, mine: str = "") -> str:
        """Name an economy; `its neighbour` is the other one than the owner of the sentence."""
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
    such a one that may be of either economy: `imports` after a sentence on the partner's side.
    """

    flow: Flow = Flow.TOTAL
    product: str = ALL_GOODS
    scope: Scope = Scope.PAIR
    balance: bool = False
    owner: str = ""
    start: int = 0
    end: int = 0
    verb: bool = False
    open: bool = False
    bare: bool = False


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
    matches = [*_trade_words().finditer(_without_compounds(text))]
    for place, match in enumerate(matches):
        last = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        first = matches[place - 1].end() if place else 0
        if _kinds()[plain(match[0])][0] == "goods" and not _is_bound(text, match, areas):
            continue
        subject = _subject(text, match, pair, areas, owner=owner, span=(first, last))
        if subject.open and spoken_of is not None and _goes_either_way(match, spoken_of):
            subject = replace(subject, flow=spoken_of.flow, owner="")
        if spoken_of is not None and (_is_sum(match, spoken_of) or _is_tally(text, match)):
            subject = replace(subject, flow=spoken_of.flow)
        before = found[-1] if found else spoken_of
        if before is not None and _reversed().match(text, match.end()):
            subject = replace(subject, flow=_OPPOSITE.get(before.flow, before.flow), open=False)
        owner = subject.owner or owner
        product = _product(text, match, goods, span=(first, last))
        found.append(_as_goods_go(replace(subject, product=product), pair))
    return _carry_those(text, found, pair, areas, spoken_of)


def _as_goods_go(subject: Subject, pair: Pair) -> Subject:
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
    kind, verb = _kinds()[plain(match[0])]
    if kind in _ACROSS:
        return _made(match, _ACROSS[kind], Scope.PAIR, "")
    leads = verb or kind == "balance"
    mine = _owner(text, match, pair, areas, verb=leads, first=span[0], owner=owner)
    its = bool(_ITS.search(text[max(0, match.start() - 40) : match.start()]))
    if its and not owner:
        owner = _last_named(match, pair, areas)
    side = mine or (owner if its else "")
    seller, buyer, mate = _after(text, match, pair, areas, span[1], mine=side)
    if THE_WORLD in {mine, mate} or _with_the_world(text, match, mine, (seller, buyer, mate), kind):
        return _made(match, Flow.TOTAL, Scope.OTHER, mine if mine in pair else pair.reporter)
    if kind in {"total", "balance"}:
        parties = {code for code in (mine, mate, seller, buyer) if code}
        strange = [code for code in parties if code not in pair]
        scope = Scope.OTHER if strange else Scope.PAIR
        sure = mine if kind == "balance" or _possesses(areas, match, mine, pair) else ""
        return _made(match, Flow.TOTAL, scope, sure)
    if kind == "buy":
        buyer = buyer or mine
    else:
        seller = seller or mine
    bare = not seller and not buyer
    if bare:
        default = owner or pair.reporter
        seller, buyer = ("", default) if kind == "buy" else (default, "")
    scope = Scope.OTHER if any(c and c not in pair for c in (seller, buyer)) else Scope.PAIR
    imports = seller == pair.partner or (buyer == pair.reporter and seller != pair.reporter)
    if scope is Scope.OTHER:
        # Of trade outside the pair the direction is that of the word itself.
        imports = kind == "buy"
    flow = Flow.IMPORT if imports else Flow.EXPORT
    side = buyer if kind == "buy" else seller
    known = side or (pair.other(seller or buyer) if (seller or buyer) in pair else "")
    made = _made(match, flow, scope, known)
    unsure = owner == pair.partner or _is_either_way(match)
    bare = bare and not its and scope is Scope.PAIR
    return replace(made, open=bare and unsure, bare=bare)


_ACROSS = {"into": Flow.EXPORT, "out_of": Flow.IMPORT}


def _is_bound(text: str, match: re.Match[str], areas: Sequence[Named]) -> bool:
    """Tell `goods from Iran` and `goods bound for the North` from goods of no trade named."""
    if any(one.owns and one.end == match.start() - 1 for one in areas):
        return True
    near = next((one for one in areas if one.start >= match.end()), None)
    if near is None or near.link not in {"from", "to", "into", "for"}:
        return False
    return bool(_BOUND.fullmatch(text[match.end() : near.start]))


_BOUND = re.compile(
    r"\s+(?:(?:coming|bound|destined|sent|shipped|going)\s+)?(?:from|to|into|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def _last_named(match: re.Match[str], pair: Pair, areas: Sequence[Named]) -> str:
    """Name whose `its` is, where no sentence before took a side: the first named before it."""
    codes = [pair.names(one.code) for one in areas if one.end <= match.start()]
    return next((code for code in codes if code in pair), "")


def _is_tally(text: str, match: re.Match[str]) -> bool:
    """Tell `brought the total to`, which adds to what was spoken of, from that of both flows."""
    sums = {"the total", "total", "the sum"}
    return plain(match[0]) in sums and bool(_BROUGHT.search(text[: match.start()][-24:]))


_BROUGHT = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|lift|lifts|lifting|lifted|push|pushing"
    r"|pushed|put|puts|putting)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_sum(match: re.Match[str], spoken_of: Subject) -> bool:
    """Tell `the total` of goods spoken of from that of both flows."""
    sums = {"the total", "total", "the sum"}
    return plain(match[0]) in sums and spoken_of.product != ALL_GOODS


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
    kind, verb = _kinds()[plain(match[0])]
    return Subject(
        flow=flow,
        scope=scope,
        balance=kind == "balance",
        owner=owner,
        start=match.start(),
        end=match.end(),
        verb=verb,
    )


def _after(
    text: str, match: re.Match[str], pair: Pair, areas: Sequence[Named], last: int, *, mine: str
) -> tuple[str, str, str]:
    """Read the seller, the buyer and the mate from the words that follow."""
    seller = buyer = mate = ""
    end = match.end()
    if re.match(r"\s+there\b", text[end:]):
        codes = [pair.names(a.code) for a in areas if a.end <= match.start()]
        place = next((c for c in reversed(codes) if c not in pair and c != "UN"), "")
        return (place, "", "") if _kinds()[plain(match[0])][0] == "buy" else ("", place, "")
    for area in areas:
        if not end <= area.start < last:
            continue
        between = text[end : area.start]
        if re.search(_ELSEWHERE, between):
            break
        if area.code == "UN":
            continue
        code = pair.names(area.code, mine)
        if area.link in {"to", "into", "towards", "toward"}:
            buyer = buyer or code
        elif area.link == "from" or (area.link == "of" and area.owns and len(between.split()) <= 3):
            seller = seller or code
        elif area.link in {"with", "and", "between"}:
            mate = mate or code
        elif area.link == "by" and _kinds()[plain(match[0])][0] == "buy":
            buyer = buyer or code
        elif area.link == "by":
            seller = seller or code
        elif len(between.split()) <= 1 and _kinds()[plain(match[0])][1]:
            paid = area.owns or plain(match[0]) in words("flows")["pays"]
            seller, buyer = (code, buyer) if paid else (seller, buyer or code)
        end_of_area = text[area.end : area.end + 40]
        if area.link == "between" and re.match(r"\s+and\b", end_of_area):
            continue
    return seller, buyer, mate


# What follows these is not whom the trade was with: amid pressure from the United States.
_ELSEWHERE = re.compile(
    r"[.;:]\s|\b(?:while|whereas|but|which|after|as|when|amid|amidst|despite|following|under|because"
    r"|due|thanks|owing|said|says|saying|according|showed|pressure|curbs|calls|criticism|demands"
    r"|sanctions|penalties|restrictions)\b"
)


def _owner(
    text: str,
    match: re.Match[str],
    pair: Pair,
    areas: Sequence[Named],
    *,
    verb: bool,
    first: int,
    owner: str,
) -> str:
    """Find whose trade it is from the words before: a possessive, an adjective, a subject."""
    mine = ""
    for area in areas:
        if area.end > match.start():
            break
        between = text[area.end : match.start()]
        if area.end < first and not verb:
            continue
        acts = _acts_in(area, between) if verb else _reports(area, between)
        if acts or _modifies(area, between, verb=verb):
            mine = _actor(text, area, pair, owner)
    return "" if mine == "UN" else mine


def _modifies(area: Named, between: str, *, verb: bool) -> bool:
    """Tell `North Korea's coal exports`, `Chinese imports`, `Chinese firms bought`."""
    near = len(between.split()) <= (2 if verb else 4) and not re.search(r"[,;:.]|\band\b", between)
    if not near:
        return False
    if area.owns:
        return area.link not in {"from", "to"}
    return not verb and area.link == "" and bool(re.search(r"[-–]\s?$|^\s?$", between))


def _acts_in(area: Named, between: str) -> bool:
    """Tell the subject of a verb: no owner of another noun, and led by no preposition."""
    return not area.owns and area.link in {"", "for", "and", "in"} and not _ENDS.search(between)


def _reports(area: Named, between: str) -> bool:
    """Tell `Russia reported exports`, `India came second with trade`, `it ran a deficit`."""
    return not area.owns and area.link == "" and bool(_REPORTS.match(between))


_ENDS = re.compile(r"[;:]\s")
_REPORTS = re.compile(
    r"\s+(?:[\w']+\s+)?(?:reported|reports|recorded|records|posted|posts|logged|logs|registered|saw|sees"
    r"|had|has|ran|runs|booked|came|ranked|made|notched)\s+(?:[\w.'-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _actor(text: str, area: Named, pair: Pair, owner: str) -> str:
    """Name who acts: `the country` is the economy whose side the text has taken, if any."""
    if area.code == THE_OTHER and re.fullmatch(
        r"the country(?:'s)?", text[area.start : area.end], re.I
    ):
        return owner or pair.reporter
    return pair.names(area.code)


def _product(
    text: str, match: re.Match[str], goods: Sequence[Goods], *, span: tuple[int, int]
) -> str:
    """Name the goods of a trade word: `coal imports`, `imports of coal and iron ore`."""
    before = [
        one
        for one in goods
        if span[0] <= one.start < match.start() and not text[one.end : match.start()].strip(" -")
    ]
    if before:
        return _joined(text, before[-1], goods, back=True)
    after = re.compile(r"\s+(?:of|in)\s+(?:[\w'-]+\s+){0,4}?$|\s+(?:[\w'-]+\s+){0,2}?$")
    limit = r"[.;:,]|\b(?:to|from|worth|was|were|in|by)\b"
    for one in goods:
        if not match.end() <= one.start < span[1]:
            continue
        between = text[match.end() : one.start]
        if after.match(between) and not re.search(limit, between.replace(" of ", " ")):
            return _joined(text, one, goods)
        break
    return _unlisted(text, match)


def _unlisted(text: str, match: re.Match[str]) -> str:
    """Name goods that the lexicon lacks: `exports of umbrellas to` is not about all goods."""
    found = re.match(
        r"\s+of\s+(?P<goods>(?:[a-z-]+\s+){0,2}[a-z-]+)"
        r"(?=\s+(?:to|from|into|were|was|came|rose|fell)\b|[.,])",
        text[match.end() :],
    )
    if found is None or found["goods"].split()[-1] in words("flows")["all_goods"]:
        return ALL_GOODS
    return found["goods"]


def _joined(text: str, first: Goods, goods: Sequence[Goods], *, back: bool = False) -> str:
    """Join goods that stand in one list: iron, lead and seafood."""
    names, edge = [first.name], first
    ordered = [one for one in goods if (one.end <= first.start if back else one.start >= first.end)]
    for one in reversed(ordered) if back else ordered:
        between = text[one.end : edge.start] if back else text[edge.end : one.start]
        if not re.fullmatch(
            r"\s*(?:,|,?\s*and|,?\s*or|&|/|,?\s*as well as|ore and)\s*(?:its\s+)?", between
        ):
            break
        names.insert(0, one.name) if back else names.append(one.name)
        edge = one
    return "; ".join(dict.fromkeys(names))


def listed_goods(text: str, goods: Sequence[Goods]) -> tuple[str, ...]:
    """Give the goods of a sentence without repeats, in order."""
    return tuple(dict.fromkeys(one.name for one in goods))


def _carry_those(
    text: str,
    found: list[Subject],
    pair: Pair,
    areas: Sequence[Named],
    spoken_of: Subject | None,
) -> list[Subject]:
    """Read `those from North Korea` as the trade word before, with its own economy."""
    added = []
    held = [spoken_of] if spoken_of is not None and spoken_of.scope is Scope.OTHER else []
    for match in re.finditer(
        r"\b(?:those|that|the ones|which)\s+(?:(?:went|came|was|were|are)\s+(?:\w+\s+)?)?"
        r"(?:from|to|with)\s+(?:the\s+)?",
        text,
    ):
        before = [one for one in found if one.end <= match.start()] or held
        area = next((a for a in areas if match.end() <= a.start <= match.end() + 4), None)
        if not before or area is None:
            continue
        scope = Scope.PAIR if pair.names(area.code) in pair else Scope.OTHER
        added.append(replace(before[-1], scope=scope, start=match.start(), end=match.end()))
    return sorted([*found, *added], key=lambda one: one.start)


def _without_compounds(text: str) -> str:
    return _compounds().sub(lambda match: "\x00" * len(match[0]), text)


@cache
def _kinds() -> Mapping[str, tuple[str, bool]]:
    return {
        plain(word): (kind, form == "verb")
        for kind, forms in words("flows").items()
        if isinstance(forms, dict)
        for form, listed in forms.items()
        for word in listed
    }


@cache
def _trade_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){either(_kinds())}(?![\w])", re.IGNORECASE)


@cache
def _compounds() -> re.Pattern[str]:
    # "total imports" is about imports; "total" alone is a sum.
    return re.compile(
        rf"(?<!\w)(?:{either(words('flows')['not_trade'])}"
        r"|(?:the\s+)?total(?=\s+(?:[\w'-]+\s+){0,2}?(?:imports?|exports?|trade|shipments|purchases|sales|value|volume|"
        r"commerce|number|of\s+\d|ban|embargo|population|area))|trade(?=\s+(?:surplus|deficit|balance|gap)))(?!\w)",
        re.IGNORECASE,
    )
