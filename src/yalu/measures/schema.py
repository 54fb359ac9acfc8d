"""The closed schema of a law file. An unknown key, a number for a code or a bare date is an error.

The structs mirror `yalu.model.law`; they exist apart so that the vocabulary stays plain Python.
"""

from typing import Literal

import msgspec

_Day = str


class _Closed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A struct that refuses keys it does not know."""


class ActFile(_Closed, frozen=True):
    """The act that began or ended something."""

    act: str
    published: _Day


class CitationFile(_Closed, frozen=True):
    """A page that the file rests on."""

    publisher: str
    title: str
    url: str
    published: _Day = ""


class InstrumentFile(_Closed, frozen=True):
    """The legal act that the file is about."""

    id: str
    regime: str
    authority: str
    jurisdiction: str
    target: str
    kind: Literal["resolution", "notice", "order", "regulation", "rule", "circular"]
    number: str
    title: str
    adopted: _Day
    published: _Day
    citations: list[str]
    stands_in: str = ""
    note: str = ""


class GroupFile(_Closed, frozen=True):
    """Codes that share their dates, acts and basis."""

    codes: list[str]
    edition: str
    coverage: Literal["whole", "partial"]
    code_basis: Literal[
        "resolution text", "national notice", "regulation text", "inferred", "list documents"
    ]
    applies_from: _Day
    introduced_by: ActFile
    verification: Literal["verified", "partial", "unverified"]
    applies_until: _Day = ""
    ended_by: ActFile | None = None
    code_note: str = ""
    unverified: str = ""


class WindDownFile(_Closed, frozen=True):
    """A while to finish what began under the old rule."""

    test: Literal["contract_date", "arrival_at_port", "clearance_date", "other"]
    until: _Day
    status: Literal["settled", "disputed", "unverified"]
    text: str
    before: _Day = ""


class ExemptionFile(_Closed, frozen=True):
    """What a measure spares."""

    kind: Literal["exemption", "derogation", "wind_down"]
    goods: str
    text: str
    status: Literal["settled", "disputed", "unverified"]
    turns_on: Literal[
        "", "purpose", "transport", "ceiling", "origin", "goods", "party", "contract"
    ] = ""
    until: _Day = ""


class MeasureFile(_Closed, frozen=True):
    """One rule of the act."""

    id: str
    provision: str
    type: Literal[
        "prohibition",
        "conditional_prohibition",
        "suspension",
        "ceiling",
        "authorisation",
        "designation",
        "designation_power",
        "inspection",
        "port_ban",
        "service_ban",
        "investment_ban",
        "asset_freeze",
        "travel_ban",
        "regime",
        "other",
    ]
    direction: Literal["import", "export", "both", "none"]
    goods: str
    groups: list[GroupFile]
    citations: list[str]
    implements: list[str] = []
    supersedes: list[str] = []
    autonomous: bool = False
    wind_down: list[WindDownFile] = []
    exemptions: list[ExemptionFile] = []
    note: str = ""


class LimitFile(_Closed, frozen=True):
    """One limit of a ceiling."""

    amount: str = ""
    unit: str = ""
    rule: str = ""


class ConversionFile(_Closed, frozen=True):
    """A factor between units and the notice it comes from."""

    from_: str = msgspec.field(name="from")
    to: str
    factor: str
    basis: str


class CeilingFile(_Closed, frozen=True, kw_only=True):
    """A limit over a period."""

    id: str
    measure: str
    provision: str
    goods: str
    direction: Literal["import", "export", "both", "none"]
    codes: list[str]
    limits: list[LimitFile]
    combine: Literal["lower", "either", "single", "rule"]
    from_: _Day = msgspec.field(name="from")
    until: _Day = ""
    recurring: Literal["yearly", "none"]
    applies_to: str
    introduced_by: ActFile
    citations: list[str]
    thresholds: list[str] = []
    conversion: ConversionFile | None = None
    ended_by: ActFile | None = None
    superseded_before_start: bool = False
    national: list[str] = []
    note: str = ""


class LawFile(_Closed, frozen=True):
    """A whole file."""

    instrument: InstrumentFile
    citations: dict[str, CitationFile]
    measures: list[MeasureFile]
    ceilings: list[CeilingFile] = []


class ApprovalFile(_Closed, frozen=True):
    """A dated permission for one party and named goods."""

    id: str
    beneficiary: str
    goods: str
    codes: list[str]
    direction: Literal["import", "export", "both"]
    valid_from: _Day
    validity_basis: str
    published: _Day
    citations: list[str]
    valid_until: _Day = ""
    note: str = ""


class ApprovalsFile(_Closed, frozen=True):
    """A file of permissions of one authority, all under the same power."""

    authority: str
    code_basis: str
    lifts: list[str]
    citations: dict[str, CitationFile]
    approvals: list[ApprovalFile]
