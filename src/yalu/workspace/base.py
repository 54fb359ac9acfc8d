"""What every question shares: the store, the descriptors, the law, the pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from yalu.codelists.areas import area
from yalu.intake.places import workspace_folder
from yalu.measures import loader
from yalu.model.citations import Citation
from yalu.model.errors import (
    SeriesNotFoundError,
)
from yalu.model.law import Law
from yalu.model.register import Register
from yalu.sources import reference
from yalu.sources.descriptors import Descriptor
from yalu.store import lookups
from yalu.store import register as registers
from yalu.store.engine import Store

if TYPE_CHECKING:
    pass


class Base:
    """The data that every question is put to."""

    def __init__(
        self, store: Store, descriptors: Sequence[Descriptor], *, laws: Path | None = None
    ) -> None:
        self.store = store
        own = laws is not None and (laws.is_dir() or laws.with_name("approvals").is_dir())
        self._laws = (laws,) if laws and own else ()
        self.descriptors = {descriptor.name: descriptor for descriptor in descriptors}

    @classmethod
    def open(cls, folder: Path = reference.FOLDER, *, loaded: Path | None = None) -> Self:
        """Open the reference release, or another folder of its form, and what was loaded.

        `loaded` is the folder that `yalu load` writes to; left out, it is that of the variable
        YALU_WORKSPACE, else the platform's own. Acts in its folder `law`, one file each in a folder
        for each regime, join those that are shipped.
        """
        store, descriptors = Store.in_memory(), []
        for dataset in reference.datasets(folder):
            store.add(dataset.descriptor.table, dataset.rows)
            descriptors.append(dataset.descriptor)
        store.add("citations", reference.citations(folder))
        own = workspace_folder(loaded)
        held = store.attach(own)
        if held.vintages:
            from yalu.intake import holdings  # noqa: PLC0415  - only a workspace with files needs it

            descriptors += holdings.descriptors(held)
            store.add("citations", holdings.citations(held))
        return cls(store, descriptors, laws=own / "law")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @cached_property
    def law(self) -> Law:
        """All measures that are held."""
        return loader.load(loader.FOLDER, *self._laws)

    def register(self, as_known: date) -> Register:
        """Give the known misreports and gaps that were public on a day."""
        return registers.read(self.store, as_known=as_known)

    def _citations(self, as_known: date) -> Mapping[str, Citation]:
        pages = {**self.law.citations, **lookups.citations(self.store)}
        for act in self.law.instruments:
            if act.published <= as_known:
                page = next((self.law.citations[key] for key in act.citations), None)
                pages[f"act:{act.id}"] = Citation(
                    key=f"act:{act.id}",
                    publisher=act.authority,
                    title=act.title,
                    published=act.published,
                    url=page.url if page else "",
                )
        for action in lookups.actions(self.store, since=date.min, until=as_known):
            page = next((pages[key] for key in action.citations if key in pages), None)
            pages[f"action:{action.id}"] = Citation(
                key=f"action:{action.id}",
                publisher=action.authority,
                title=f"[Listing of {action.listed_on}]",
                published=action.published,
                url=page.url if page else "",
            )
        return pages

    def _pair(self, reporter: str, partner: str) -> tuple[str, str]:
        here, there = area(reporter).code, area(partner).code
        held = lookups.pairs(self.store)
        if (here, there) not in held:
            near = sorted(held, key=lambda pair: (pair[0] != here, pair[1] != there, pair))
            raise SeriesNotFoundError(here, there, tuple(f"{a} with {b}" for a, b in near))
        return here, there
