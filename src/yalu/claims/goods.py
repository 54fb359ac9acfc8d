"""Which goods a number in a sentence is of."""

import re

from yalu.claims.claim import ALL_GOODS
from yalu.claims.numbers import PIECES, Amount
from yalu.claims.parse import Parsed
from yalu.claims.subjects import Subject
from yalu.claims.wares import joined

# What opens a clause, and the verbs that goods have when an amount of them is told.
_OPENS = re.compile(
    r"(?:^|[.;:,(—–]\s+|\b(?:and|but|while|whereas)\s+)"
    r"(?:(?:the|all|total|those of|that of|North Korean|Chinese|Iranian"
    r"|of (?:that|which|these|this|it),?|only|mostly|mainly|chiefly|for example"
    r"|for instance,?)\s+)*$",
    re.IGNORECASE,
)
# `$2 million worth` with no goods after it is of those spoken of.
_WORTH = re.compile(r"(?:'s?)?\s+worth\b", re.IGNORECASE)
_WORTH_OF = re.compile(r"(?:'s?)?\s+worth\s+of\b", re.IGNORECASE)
_IT = re.compile(r"\W*(?:It|They|This|These|That)\b")
_OF_WHICH = re.compile(r"\s*,\s+of\s+which\b", re.IGNORECASE)
# `Watches made up 3.1 million and wigs 2.4 million`: the verb stands once.
_GAPPED = re.compile(r"\s+(?:(?:for|at|to|with|another|some|about|only|just|a further)\s+)*")
_JOINED = re.compile(r"(?:,|;|\band|\bbut|\bor)\s+(?:the\s+)?$")
_QUOTES = " \"'“”*•-–—"
_GOES_ON = re.compile(
    r"\s*(?::|\()|\s*,\s+(?:(?:worth\s+)?(?=[\d$€£])|of\s+which\b|the\s+mainstay\b)|\s+(?:ore\s+|bill\s+|trade\s+|purchases\s+|sales\s+|shipments\s+|imports\s+|exports\s+)?"
    r"(?:(?:more than|nearly|almost|all but|also|alone|again|still)\s+)*"
    r"(?:was|were|is|are|had|has|came|made|stood|totall?ed|reached|fell|rose|dropped|grew|dwindled|slid|jumped|surged|sank"
    r"|plunged|climbed|brought|led|topped|headed|dominated|netted|to\s+(?=\d)|sold|bought|accounted|amounted|doubled|tripled|halved|declined|increased|decreased|followed"
    r"|remained|shrank|slipped|tumbled|went|worth|added|earned|cost|contributed)\b",
    re.IGNORECASE,
)


def goods_of(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of an amount: those beside it, of its trade word, or of what went before.

    What stands nearest wins: `tonnes of coal`, `rice, at $5 million`; then the goods of the trade
    word; then those of an amount before it that it is told with.
    """
    own = subject.product if subject is not None else ""
    if part := goods_of_part(parsed, amount) or _whole(parsed, amount, own):
        return part
    beside = (
        goods_after(parsed, amount)
        or goods_beside(parsed, amount, subject)
        or goods_leading(parsed, amount.start, subject)
    )
    if beside:
        return own if beside in own.split("; ") else beside
    if beside := _goods_rated(parsed, amount) or _goods_in_lead(parsed, amount):
        return beside
    if own and own != ALL_GOODS:
        return own
    return (
        _goods_priced(parsed, amount, subject)
        or _goods_told_with(parsed, amount, subject)
        or _goods_before(parsed, amount, subject)
    )


_IS_PART = re.compile(
    r"\s*(?:(?:–|—|\)|-|,)\s*|\s+of\s+(?:it|this|that|them|these)\s+|\s+of\s+(?:its|the|their|all|that|China's)\s+[^;:]{3,70}?\s+)?"
    r"\s*(?:is|was|were|are|had\s+been|has\s+been|came\s+from|consisted\s+of|went\s+on|was\s+for|were\s+for)\s+(?:[\w'-]+\s+){0,2}"
)


def _whole(parsed: Parsed, amount: Amount, own: str) -> str:
    """Tell the whole from its part: `$20 million of its $156 million of purchases was iron ore`."""
    led = re.search(
        r"\bof\s+(?:its|the|their|all|that|China's)\s+(?:[\w-]+\s+)?$", parsed.before(amount.start)
    )
    of_trade = re.match(
        r"\s+(?:worth\s+)?of\s+(?:purchases|imports|exports|sales|trade|goods)\b",
        parsed.after(amount.end),
    )
    return own if led and of_trade else ""


_BESIDE = re.compile(
    r"\s*(?:\(|:|,|–|—)?\s*(?:,\s+)?(?:(?:for|at|with|worth|valued\s+at|to|a\s+value\s+of|on)\s+)?"
    r"(?:(?:about|some|around|nearly|roughly|almost|only|just|more\s+than|over|under|an\s+estimated)\s+)*",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"\s*,\s+(?:an?|the|its)\s+[\w\s'-]{3,40},\s+(?:(?:at|worth|with)\s+)?(?:\w+\s+)?"
)


def goods_beside(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods right before an amount: `rice (41,000 t)`, `rice, at $6 million`."""
    before = [one for one in parsed.goods if one.end <= amount.start]
    if not before or amount.unit == "percent":
        return ""
    between = parsed.text[before[-1].end : amount.start]
    if not between.strip() or re.match(r"\s+to\b", between):
        return ""
    if subject is not None and before[-1].end <= subject.start < amount.start:
        return ""
    if not (_BESIDE.fullmatch(between) or _APPOSED.fullmatch(between)):
        return ""
    if subject is not None and 0 <= subject.start - amount.end < 5:
        return ""
    return before[-1].name


_RATED = re.compile(
    r"[^,;:]{0,60}(?:,|\()\s*(?:(?:up|down|or|a\s+\w+\s+of)\s+)?(?:by\s+)?(?:[\w~]+\s+){0,2}"
)


def _goods_rated(parsed: Parsed, amount: Amount) -> str:
    """Name the goods of a rate that is put behind an amount: `99 tonnes of LPG, down 8 percent`."""
    before = [one for one in parsed.amounts if one.end <= amount.start]
    if amount.unit != "percent" or not before or before[-1].unit == "percent":
        return ""
    tells = _RATED.fullmatch(parsed.text[before[-1].end : amount.start])
    return goods_after(parsed, before[-1]) if tells else ""


def _goods_in_lead(parsed: Parsed, amount: Amount) -> str:
    """Name the goods that a sentence is on: `Wigs led the list of exports, at $19 million`."""
    if amount.unit == "percent" and not re.search(
        r"[,(]\s*(?:up|down)?\s*$", parsed.before(amount.start)
    ):
        return ""
    first = next(iter(parsed.goods), None)
    if first is None or parsed.text[: first.start].strip(_QUOTES):
        return ""
    rest = parsed.text[first.end : amount.start]
    if re.match(r"[^.;,:]{0,60}:\s", rest) and "worth" in parsed.after(amount.end, 8):
        return first.name
    goes = re.match(
        r"(?:\s+and\s+[\w\s-]{3,30}?|\s+for\s+\w+)?\s+(?:(?:again|still|alone|also)\s+)?(?:led|topped|headed|dominated|accounted|made|were|was|are|is|remained|ranked)\b",
        rest,
    )
    led = re.search(r",\s+(?:at|with|worth)\s+(?:[\w~]+\s+){0,2}$", rest)
    return first.name if goes and led else ""


_TOLD_WITH = re.compile(
    r"[^.;:]{0,80}?(?:,|\(|\bor|\band|–|—|\bfor|\bworth|\bto)\s*(?:(?:or|and|worth|for|at|up|down|with|from|against|to|a)\s+)*"
    r"(?:[\w~'’-]+\s+){0,3}",
)


_APPENDED = re.compile(
    r"[^,.;:]{0,60},?\s+(?:up|down|or|and\s+up|and\s+down)\s+(?:by\s+)?(?:[\w~]+\s+){0,2}"
)


def _goods_told_with(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of the amount before that tells of the same: `9 tonnes of rice for $5,000`."""
    if subject is None:
        return ""
    before = [one for one in parsed.amounts if one.end <= amount.start and one.unit]
    if not before or before[-1].start < subject.start < amount.start:
        return ""
    last = before[-1]
    between = parsed.text[last.end : amount.start]
    if not (_TOLD_WITH if subject.verb else _APPENDED).fullmatch(between):
        return ""
    told = goods_of(parsed, last, subject)
    return told if told != ALL_GOODS else ""


_PRICED = re.compile(
    r"[^.;]{0,40}?(?:\b(?:worth|valued\s+at|costing|for|or|earning|fetching|to\s+the\s+value\s+of)\s+(?:[\w~]+\s+){0,3}"
    r"|\(\s*(?:[\w~]+\s+){0,2})",
    re.IGNORECASE,
)


def _goods_priced(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of `1.64 million tonnes worth $138.1 million`: those of the quantity.

    A sum told after a quantity, with no trade word between, is what the quantity was worth.
    """
    if not amount.is_money:
        return ""
    for one in reversed(parsed.amounts):
        if one.end > amount.start or not one.is_quantity:
            continue
        if any(one.end <= word.start < amount.start and not word.verb for word in parsed.subjects):
            return ""
        between = parsed.text[one.end : amount.start]
        if _PRICED.fullmatch(between):
            return goods_of(parsed, one, subject)
        return ""
    return ""


def _goods_before(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    if amount.is_quantity:
        before = [one.name for one in parsed.goods if one.end <= amount.start]
        return before[-1] if before else parsed.context.goods or parsed.context.wares
    own = subject.product if subject is not None else ""
    inherited = subject is parsed.context.subject and subject is not None
    if subject is not None and subject.verb and _IT.match(parsed.text):
        return parsed.context.goods or own
    if _WORTH.match(parsed.text, amount.end) and not _WORTH_OF.match(parsed.text, amount.end):
        return _spoken_of(parsed, amount) or own
    return parsed.context.goods or own if inherited else own


def _spoken_of(parsed: Parsed, amount: Amount) -> str:
    before = [one.name for one in parsed.goods if one.end <= amount.start]
    return before[-1] if before else parsed.context.goods


def goods_of_part(parsed: Parsed, amount: Amount) -> str:
    """Name the goods that an amount is said to be: `$20 million of its imports were iron ore`."""
    for one in parsed.goods:
        if one.start >= amount.end:
            between = parsed.text[amount.end : one.start]
            return one.name if _IS_PART.fullmatch(between) else ""
    return ""


def goods_of_place(parsed: Parsed, at: int, subject: Subject) -> str:
    """Name the goods that a movement or an extreme is of."""
    if led := goods_leading(parsed, at, subject):
        return led
    inherited = subject is parsed.context.subject and subject.product in {"", ALL_GOODS}
    return parsed.context.goods or subject.product if inherited else subject.product


def goods_leading(parsed: Parsed, at: int, subject: Subject | None) -> str:
    """Name the goods that are the subject of a clause: `Diesel dwindled to 367 tonnes`."""
    for one in reversed(parsed.goods):
        if one.end > at:
            continue
        before = parsed.text[: one.start]
        if _OPENS.search(before) and _OF_WHICH.match(parsed.text, one.end):
            return one.name
        if not parsed.subjects and len(before.strip(_QUOTES)) == 0:
            return one.name
        if (
            subject is not None
            and one.end <= subject.start < at
            and subject is not parsed.context.subject
        ):
            return ""
        after = parsed.text[one.end : at + 24]
        if _GAPPED.fullmatch(parsed.text[one.end : at]) and _JOINED.search(before):
            return one.name
        return one.name if _OPENS.search(before) and _GOES_ON.match(after) else ""
    return ""


def goods_after(parsed: Parsed, amount: Amount) -> str:
    """Name the goods that follow an amount at once: `457 tonnes of rice`, `210 face masks`."""
    for one in parsed.goods:
        if one.start >= amount.end:
            between = parsed.text[amount.end : one.start]
            counted = amount.unit == PIECES
            of = r"(?:of\s+)?" if counted else r"(?:worth\s+)?of\s+"
            if re.fullmatch(
                rf"(?:'s?)?\s+(?:worth\s+)?(?:\w+\s+)??{of}(?:[\w'.-]+\s+){{0,3}}", between
            ):
                return joined(parsed.text, one, parsed.goods)
            more = r"\s+(?:more|less|fewer)\s+(?:(?:North\s+Korean|Chinese|Iranian)\s+)?"
            if amount.unit == "percent" and re.fullmatch(more, between):
                return one.name
            at = re.search(
                r"(?:^|,\s+)at\s+(?:\w+\s+)?$", parsed.before(amount.start), re.IGNORECASE
            )
            return one.name if at and re.fullmatch(r"\s+the\s+", between) else ""
    return ""
