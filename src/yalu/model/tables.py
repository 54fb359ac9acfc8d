"""The tables that cross between the parts: their columns, types and meaning, in one place."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of a column, under names that Arrow and SQL both have."""

    TEXT = "text"
    DAY = "date"
    INTEGER = "integer"
    NUMBER = "double"
    AMOUNT = "decimal(22,4)"
    FLAG = "boolean"


@dataclass(frozen=True)
class Column:
    """A column: its name, its type, what it means."""

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the store. Every table carries the dataset, the day of publication, the pages."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def types(self) -> dict[str, Type]:
        return {column.name: column.type for column in self.columns}


_T, _D, _I, _N, _A = Type.TEXT, Type.DAY, Type.INTEGER, Type.NUMBER, Type.AMOUNT
_F = Type.FLAG

_PROVENANCE = (
    Column("dataset", _T, "the dataset that the row belongs to"),
    Column("published", _D, "the day on which it became public: the clock of knowledge"),
    Column(
        "published_basis",
        _T,
        "how that day is known: `page`, `inferred` from the text, `calendar` of releases",
    ),
    Column("citation", _T, "keys of the pages that it rests on, separated by a space"),
    Column("note", _T, "what a reader must know of it"),
)

OBSERVATIONS = Table(
    name="observations",
    meaning="One published figure: what a publisher printed about a period, on a day.",
    columns=(
        Column("reporter", _T, "the economy whose customs counted, ISO 3166-1 alpha-3"),
        Column(
            "partner", _T, "the other economy; imports: origin, exports: last known destination"
        ),
        Column("flow", _T, "`M` import, `X` export, `T` the published sum, from the reporter"),
        Column("period", _T, "`2017-07`, `2017-Q3`, `2017`, `2017-01/2017-07`"),
        Column("first_month", _I, "first month of the period, counted from year 0"),
        Column("last_month", _I, "last month of the period, counted from year 0"),
        Column("frequency", _T, "`M`, `Q`, `A`, or `S` for any other run of months"),
        Column("commodity", _T, "code of the goods as text; empty for all goods or uncoded goods"),
        Column("classification", _T, "edition of the code, `HS2017`"),
        Column("product", _T, "the goods in words; empty for all goods"),
        Column("value", _A, "value in units of the currency; null when no value was printed"),
        Column("currency", _T, "ISO 4217"),
        Column("margin", _A, "half of the unit to which the value was printed"),
        Column("quantity", _A, "quantity; null when none was printed"),
        Column("quantity_unit", _T, "unit of the quantity"),
        Column("quantity_margin", _A, "half of the unit to which the quantity was printed"),
        Column("change_year_pct", _N, "change on the year before as printed, in percent"),
        Column("change_basis", _T, "what that change is about: `value` or `quantity`"),
        Column("status", _T, "`reported`, `zero`, `missing`, `suppressed`, `estimated`, `suspect`"),
        Column("arithmetic", _T, "how an estimated value follows from published ones"),
        Column("compiler", _T, "whose series it belongs to"),
        Column("rank", _I, "order of preference among compilers of one figure, 1 first"),
        Column("reporter_code", _T, "the source's own code of the reporter"),
        Column("partner_code", _T, "the source's own code of the partner, or its name for it"),
        Column("partner2", _T, "economy of consignment; empty when all are counted together"),
        Column("customs_procedure", _T, "the source's code of the regime; empty for all together"),
        Column("transport_mode", _T, "the source's code of the mode; empty for all together"),
        Column("province", _T, "code of the reporter's province; empty for all together"),
        Column("valuation", _T, "`CIF` or `FOB`, where the source says or its rules do"),
        Column("cif_value", _A, "value with insurance and freight, where printed apart"),
        Column("fob_value", _A, "value free on board, where printed apart"),
        Column("quantity_estimated", _F, "whether the compiler estimated the quantity"),
        Column("quantity2", _A, "quantity in the second unit"),
        Column("quantity2_unit", _T, "the second unit"),
        Column("quantity2_estimated", _F, "whether the compiler estimated it"),
        Column("net_weight_kg", _A, "net weight, or the mass that one of the quantities is"),
        Column("net_weight_estimated", _F, "whether the compiler estimated it"),
        Column("gross_weight_kg", _A, "gross weight"),
        Column("is_aggregate", _F, "whether rows of the same release add up to it"),
        Column("goods_name", _T, "the goods in the source's words"),
        Column("line", _I, "the line of the file, or the number of the row, that it was read from"),
        Column("sequence", _I, "the load that brought it; of one day's figures the later stands"),
        *_PROVENANCE,
    ),
)

CODES = Table(
    name="codes",
    meaning="A code of a list that a publisher gave out: goods, areas, units, regimes.",
    columns=(
        Column("scheme", _T, "the list: `HS`, `SITC`, `GACC partner`, `Comtrade unit`"),
        Column("edition", _T, "its edition: `HS2017`, `2018`; empty where it has none"),
        Column("code", _T, "the code as text, with its leading zeros"),
        Column("parent", _T, "the code above it"),
        Column("label", _T, "what it stands for, in English where the list has that"),
        Column("label_zh", _T, "what it stands for, in Chinese where the list has that"),
        Column("area", _T, "ISO 3166-1 alpha-3, for codes of areas"),
        Column("line", _I, "the line of the file that it was read from"),
        Column("sequence", _I, "the load that brought it"),
        *_PROVENANCE,
    ),
)

CORRELATIONS = Table(
    name="correlations",
    meaning="One line of a correlation between two editions of a nomenclature.",
    columns=(
        Column("from_edition", _T, "the edition that the table starts from"),
        Column("from_code", _T, "the code there"),
        Column("to_edition", _T, "the edition that it leads to"),
        Column("to_code", _T, "the code there"),
        Column("relationship", _T, "`1:1`, `1:n`, `n:1`, `n:n`; empty in tables that do not say"),
        Column("part", _F, "whether only a part of the code is meant (`ex`)"),
        Column("line", _I, "the line of the file that it was read from"),
        Column("sequence", _I, "the load that brought it"),
        *_PROVENANCE,
    ),
)

SHARES = Table(
    name="shares",
    meaning="A published share of one partner in an economy's trade, with its definition.",
    columns=(
        Column("reporter", _T, "the economy whose trade is divided"),
        Column("partner", _T, "the partner whose share it is"),
        Column("year", _T, "the year or years"),
        Column("scope", _T, "which goods"),
        Column("definition", _T, "what is divided by what, in words"),
        Column("basis", _T, "`trade`, `exports` or `imports` of the reporter"),
        Column("inter_korean", _T, "whether inter-Korean trade is counted"),
        Column("crude_estimate", _T, "whether an estimate of unpublished crude oil is counted"),
        Column("share_pct", _N, "the share in percent"),
        Column("numerator_usd", _A, "trade with the partner"),
        Column("denominator_usd", _A, "trade with all partners that the definition counts"),
        Column("exports_usd", _A, "exports of the reporter to all partners"),
        Column("imports_usd", _A, "imports of the reporter from all partners"),
        Column("compiler", _T, "who compiled it"),
        Column("status", _T, "`reported` or `estimated`"),
        Column("arithmetic", _T, "how an estimated share follows from published amounts"),
        *_PROVENANCE,
    ),
)

LEDGER = Table(
    name="ledger",
    meaning="Amounts reported against a ceiling.",
    columns=(
        Column("series", _T, "whose count it is"),
        Column("ceiling", _T, "the ceiling it counts against"),
        Column("period", _T, "the period"),
        Column("quantity_tonnes", _A, "tonnes"),
        Column("quantity_margin", _A, "half of the unit to which it was printed"),
        Column("value_usd", _A, "dollars"),
        Column("value_margin", _A, "half of the unit to which it was printed"),
        Column("quantity_barrels", _A, "barrels; null when none were printed"),
        Column("barrels_margin", _A, "half of the unit to which they were printed"),
        *_PROVENANCE,
    ),
)

STAKES = Table(
    name="stakes",
    meaning="What somebody said to be at stake in a round of sanctions: a claim, not a statistic.",
    columns=(
        Column("instrument", _T, "the resolution"),
        Column("goods", _T, "the goods"),
        Column("amount_usd", _A, "dollars"),
        Column("quantity", _A, "another amount"),
        Column("quantity_unit", _T, "its unit"),
        Column("per", _T, "the time it is said of"),
        Column("said_by", _T, "who said it"),
        Column("said_on", _T, "when"),
        Column("sense", _T, "`at least`, `about` and the like"),
        *_PROVENANCE,
    ),
)

COMPOSITION = Table(
    name="composition",
    meaning="Product groups in a year's trade as published.",
    columns=(
        Column("reporter", _T, "the economy whose customs counted"),
        Column("partner", _T, "the other economy"),
        Column("flow", _T, "`M` or `X`, from the reporter"),
        Column("period", _T, "the period"),
        Column("commodity", _T, "code of the goods"),
        Column("product", _T, "the goods in words"),
        Column("scope", _T, "whether the partner is one economy or all"),
        Column("value", _A, "value"),
        Column("currency", _T, "ISO 4217"),
        Column("share_pct", _N, "share in the flow, in percent"),
        Column("change_year_pct", _N, "change on the year before as printed"),
        Column("status", _T, "`reported` or `estimated`"),
        Column("compiler", _T, "who compiled it"),
        *_PROVENANCE,
    ),
)

DESIGNATIONS = Table(
    name="designations",
    meaning="An authority's listing of a party.",
    columns=(
        Column("id", _T, "identifier"),
        Column("authority", _T, "who listed it"),
        Column("list", _T, "the list"),
        Column("list_id", _T, "its number there"),
        Column("name", _T, "name as the list prints it"),
        Column("party_type", _T, "`entity`, `individual`, `vessel`"),
        Column("nationality_link", _T, "economy that the party is tied to, where known"),
        Column("programme", _T, "programme of the list"),
        Column("listed_on", _D, "day of the listing"),
        Column("action", _T, "the batch it belongs to"),
        Column("legal_basis", _T, "the act it rests on"),
        Column("role", _T, "what the party does, in a few words"),
        Column("certainty", _T, "how firm the day is"),
        *_PROVENANCE,
    ),
)

ACTIONS = Table(
    name="actions",
    meaning="One batch of listings by one authority on one day.",
    columns=(
        Column("action", _T, "identifier"),
        Column("authority", _T, "who listed"),
        Column("listed_on", _D, "day of the listing"),
        Column("entities", _I, "how many entities"),
        Column("individuals", _I, "how many individuals"),
        Column("vessels", _I, "how many vessels"),
        Column("title", _T, "what the batch was about"),
        Column("legal_basis", _T, "the acts it rests on"),
        *_PROVENANCE,
    ),
)

EVIDENCE = Table(
    name="evidence",
    meaning="What somebody saw or found, dated twice; never added to a series.",
    columns=(
        Column("id", _T, "identifier"),
        Column("event_group", _T, "rows of one event share it"),
        Column("scale", _T, "`case` or `aggregate`"),
        Column("observed_from", _D, "first day observed"),
        Column("observed_until", _D, "last day observed"),
        Column("observed_precision", _T, "how exactly the days are known"),
        Column("place", _T, "where"),
        Column("country", _T, "economy of the place"),
        Column("goods", _T, "the goods"),
        Column("commodities", _T, "codes of the goods"),
        Column("commodity_basis", _T, "where the codes come from"),
        Column("direction", _T, "`import` from the target, `export` to it, or another"),
        Column("means", _T, "how the goods went"),
        Column("parties", _T, "parties and vessels named"),
        Column("imo", _T, "IMO numbers of vessels"),
        Column("imo_basis", _T, "where the numbers come from"),
        Column("quantity", _T, "quantity as reported"),
        Column("value_usd", _A, "dollars as reported"),
        Column("value_usd_high", _A, "upper end of a range"),
        Column("measures", _T, "measures it bears on"),
        Column("binding", _T, "whether each bound on the observed days"),
        Column("reporter", _T, "who reported it"),
        Column("reporter_type", _T, "kind of reporter"),
        Column("document", _T, "document number"),
        Column("confidence", _T, "how firm it is"),
        Column("polarity", _T, "`evasion`, `compliance`, `context` and the like"),
        Column("summary", _T, "one sentence"),
        *_PROVENANCE,
    ),
)

GAPS = Table(
    name="gaps",
    meaning="What a series is known to leave out or to misreport, and since when.",
    columns=(
        Column("id", _T, "identifier"),
        Column("reporter", _T, "the economy whose customs counted; `*` for any"),
        Column("but", _T, "reporters that it is not about; `traders` for those of that table"),
        Column("partner", _T, "the other economy"),
        Column("flow", _T, "`M` or `X`; `T` for any"),
        Column("commodity", _T, "codes; empty for all goods and each, `TOTAL` for their sum alone"),
        Column("applies_from", _T, "first period that it touches"),
        Column("applies_until", _T, "last period that it touches; empty while it lasts"),
        Column("status", _T, "the status that the figures touched deserve"),
        Column("bears_on", _T, "`levels`, `absence` (no figure, or nil), `rates` or `reading`"),
        Column("statement", _T, "the gap in one sentence"),
        Column("advice", _T, "what a reader should do"),
        *_PROVENANCE,
    ),
)

TRADERS = Table(
    name="traders",
    meaning="An economy whose trade with another is vouched for by more than its own customs.",
    columns=(
        Column("reporter", _T, "the economy"),
        Column("partner", _T, "whom it trades with"),
        Column("applies_from", _T, "first period that it is vouched for"),
        Column("applies_until", _T, "last period; empty while it lasts"),
        Column("statement", _T, "who vouches, and how"),
        *_PROVENANCE,
    ),
)

CITATIONS = Table(
    name="citations",
    meaning="The pages that facts rest on.",
    columns=(
        Column("key", _T, "short name of the page"),
        Column("publisher", _T, "who published it"),
        Column("title", _T, "its title; in square brackets when supplied"),
        Column("published", _D, "day of publication"),
        Column("url", _T, "address"),
    ),
)

TABLES = {
    table.name: table
    for table in (
        OBSERVATIONS,
        CODES,
        CORRELATIONS,
        SHARES,
        LEDGER,
        STAKES,
        COMPOSITION,
        DESIGNATIONS,
        ACTIONS,
        EVIDENCE,
        GAPS,
        TRADERS,
        CITATIONS,
    )
}
