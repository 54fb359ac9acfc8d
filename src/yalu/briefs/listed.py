"""The parties listed since the month before."""

from collections.abc import Sequence

from yalu.briefs.brief import Line, Section, Sentence
from yalu.briefs.material import Material
from yalu.briefs.wording import listed
from yalu.model.parties import Action
from yalu.model.periods import day_words

_PARTIES = (("entities", "entity"), ("individuals", "individual"), ("vessels", "vessel"))


def sentences(material: Material) -> tuple[Sentence, ...]:
    """Tell each batch of listings in one sentence."""
    return tuple(
        Sentence(
            text=(
                f"On {day_words(action.listed_on)} the {_authority(action)} listed "
                f"{_counts(action)}: {action.title}."
            ),
            citations=cited(material, action),
        )
        for action in material.actions
    )


def section(material: Material) -> Section | None:
    """Tabulate the parties of every batch."""
    if not material.actions:
        return None
    pages = {action.id: cited(material, action) for action in material.actions}
    return Section(
        id="listed",
        heading="Parties listed",
        paragraphs=(sentences(material),),
        columns=("Name", "Kind", "Listed by", "On", "Programme"),
        lines=tuple(
            Line(
                cells=(
                    party.name,
                    party.party_type,
                    party.authority,
                    str(party.listed_on),
                    party.programme,
                ),
                citations=material.known(party.citations) or pages[party.action],
            )
            for party in material.designations
        ),
        folded="All names",
    )


def cited(material: Material, action: Action) -> tuple[str, ...]:
    """Give the pages of a batch; where none was public yet, the act of listing itself."""
    acts = (f"act:{action.id.upper()}", f"action:{action.id}")
    known = [key for key in acts if key in material.citations]
    return material.known(action.citations) or tuple(known[:1])


def _authority(action: Action) -> str:
    return action.authority.removeprefix("the ")


def _counts(action: Action) -> str:
    counts = {
        "entities": action.entities,
        "individuals": action.individuals,
        "vessels": action.vessels,
    }
    words: Sequence[str] = [
        f"{counts[many]} {one if counts[many] == 1 else many}"
        for many, one in _PARTIES
        if counts[many]
    ]
    return listed(list(words)) or "parties"
