"""What the register of known misreports says of a claim's figures."""

from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope, Verdict
from yalu.claims.lexicon import words
from yalu.model.register import Cell, Entry, Register

_RATES = {Kind.CHANGE_YEAR, Kind.YEAR_TO_DATE}
_PERCENT = "percent"


def register_caveats(
    claim: Claim, verdict: Verdict, register: Register, pair: tuple[str, str]
) -> tuple[str, ...]:
    """Say which entries are about the whole of a claim; those about printed rates, of rates."""
    told: dict[str, Entry] = {}
    for cell in _cells(claim, pair):
        for entry in register.touching(cell):
            told |= {entry.id: entry} if _bears(entry, claim, verdict, cell) else {}
    return tuple(f"known of these figures: {entry.statement}" for entry in told.values())


def _bears(entry: Entry, claim: Claim, verdict: Verdict, cell: Cell) -> bool:
    if not entry.covers(cell):
        return False
    if entry.bears_on == "rates":
        return claim.kind in _RATES and claim.unit == _PERCENT
    return entry.bears_on == "levels" or (entry.bears_on == "absence" and not verdict.value)


def _codes(product: str) -> list[str]:
    return list(words("products").get(product, {}).get("codes", []))


def _cells(claim: Claim, pair: tuple[str, str]) -> list[Cell]:
    """Give the cells that a claim is about; goods without codes are in none."""
    if claim.scope is not Scope.PAIR or claim.flow is None or claim.period is None:
        return []
    codes = [""] if claim.product == ALL_GOODS else _codes(claim.product)
    return [
        Cell(
            reporter=pair[0],
            partner=pair[1],
            flow=claim.flow.value,
            period=claim.period,
            commodity=code,
        )
        for code in codes
    ]
