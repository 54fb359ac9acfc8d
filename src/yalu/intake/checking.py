"""Verifies a workspace, and rebuilds from the kept files what was lost of their rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from yalu.intake import loading
from yalu.model.errors import AskedForMoreError, WorkspaceDamagedError, YaluError
from yalu.model.loads import Checkup
from yalu.model.trade import Flow
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.recognition import FORMS, recognise
from yalu.store import manifest as manifests
from yalu.store import shelf
from yalu.store.keeping import checksum
from yalu.store.manifest import Manifest, Vintage

_WAIT_SECONDS = 60.0
_KEPT = ("observations", "codes", "correlations", "snapshots")


def examine(folder: Path, *, repair: bool = False, flow: Flow | None = None) -> Checkup:
    """Check every file of the manifest against its checksum, and look for files of no load.

    `flow` is that of files that do not say it, where what was said at their load is not kept.
    """
    repaired: list[str] = []
    if repair and _restored(folder):
        repaired.append("the manifest from its copy")
    held = manifests.read(folder)
    broken = {v.sequence: _faults(folder, v) for v in held.vintages}
    if repair and any(broken.values()):
        held, rebuilt = _repair(folder, broken, flow)
        repaired += rebuilt
        broken = {v.sequence: _faults(folder, v) for v in held.vintages}
    strays = len(_strays(folder, held))
    # Without a manifest files may be all that is left of what was loaded.
    if repair and strays and held.generation:
        repaired.append(f"removed {_swept(folder)} files of no load")
        strays = 0
    return Checkup(
        folder=str(folder),
        generation=held.generation,
        vintages=len(held.vintages),
        files=sum(len(v.parts) for v in held.vintages),
        faults=tuple(fault for faults in broken.values() for fault in faults),
        repaired=tuple(repaired),
        strays=strays,
    )


def _restored(folder: Path) -> bool:
    """Put back a manifest that does not read, while no load is under way."""
    try:
        manifests.read(folder)
    except WorkspaceDamagedError:
        with shelf.held(folder, wait_seconds=_WAIT_SECONDS):
            return manifests.restore(folder)
    return False


def _faults(folder: Path, vintage: Vintage) -> list[str]:
    whose = f"{vintage.dataset} {vintage.id}"
    faults = [
        f"{whose}: {part.path} is {state}"
        for part in vintage.parts
        if (state := _state(folder / part.path, part.sha256))
    ]
    if state := _state(folder / vintage.snapshot.path, vintage.snapshot.sha256):
        faults.append(f"{whose}: the kept file {vintage.snapshot.name} is {state}")
    if sum(part.rows for part in vintage.parts) != vintage.rows:
        faults.append(f"{whose}: the rows of its files do not add up to {vintage.rows}")
    return faults


def _state(path: Path, sha256: str) -> str:
    if not path.is_file():
        return "missing"
    try:
        return "" if checksum(path) == sha256 else "not what was written"
    except OSError as error:
        return f"not to be read ({error.strerror or error})"


def _strays(folder: Path, held: Manifest) -> list[Path]:
    known = {part.path for v in held.vintages for part in v.parts}
    known |= {v.snapshot.path for v in held.vintages}
    return [
        path
        for kept in _KEPT
        for path in (folder / kept).rglob("*")
        if path.is_file() and path.relative_to(folder).as_posix() not in known
    ]


def _swept(folder: Path) -> int:
    """Remove the files of no load while none is under way: those come before their manifest."""
    with shelf.writing(folder, wait_seconds=_WAIT_SECONDS) as change:
        strays = _strays(folder, change.before)
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)


def _repair(
    folder: Path, broken: dict[int, list[str]], flow: Flow | None
) -> tuple[Manifest, list[str]]:
    """Read the kept files of broken vintages again, through the same gate as the first time."""
    done: list[str] = []
    with shelf.writing(folder, wait_seconds=_WAIT_SECONDS) as change:
        vintages = []
        for vintage in change.before.vintages:
            if broken.get(vintage.sequence) and _is_whole(folder, vintage):
                try:
                    vintages.append(_again(change, folder, vintage, flow))
                    done.append(f"{vintage.dataset} {vintage.id} from {vintage.snapshot.name}")
                    continue
                except AskedForMoreError as error:
                    done.append(
                        f"nothing of {vintage.dataset} {vintage.id}: {vintage.snapshot.name} does"
                        f" not say {error.missing}, and what was said when it was loaded is not"
                        f" kept. Say it with `yalu doctor --repair {error.option}`"
                    )
                except YaluError as error:
                    done.append(f"nothing of {vintage.dataset} {vintage.id}: {error}")
            vintages.append(vintage)
        return change.replace(vintages), done


def _is_whole(folder: Path, vintage: Vintage) -> bool:
    return not _state(folder / vintage.snapshot.path, vintage.snapshot.sha256)


def _form(vintage: Vintage, document: Document) -> Form:
    for form in FORMS:
        if form.title == vintage.form and form.dataset == vintage.dataset:
            return form
    # Another version of yalu had another name for it.
    return recognise(document, vintage.dataset)


def _again(change: shelf.Load, folder: Path, vintage: Vintage, flow: Flow | None) -> Vintage:
    told = loading.Told.from_text(vintage.told)
    told = replace(told, flow=told.flow or flow)
    kept = Document(path=folder / vintage.snapshot.path, called=vintage.snapshot.name)
    form = _form(vintage, kept)
    asked = Asked(
        published=date.fromisoformat(vintage.published),
        basis=vintage.basis,
        flow=told.flow,
        period=told.period,
        told=told.published is not None,
    )
    one = loading.Incoming(document=kept, form=form, told=told)
    made, _ = loading.stage(change, one, asked, vintage)
    return made
