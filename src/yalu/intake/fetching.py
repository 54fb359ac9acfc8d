"""Fetches from a publisher's service and loads what came, as one change of the workspace."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from yalu.intake.loading import Progress, Told, load
from yalu.model.loads import Loaded
from yalu.sources.comtrade_service import ADDRESS, Service, Wanted

_KEPT = "fetching"


def comtrade(
    wanted: Wanted, folder: Path, *, key: str, on: date, address: str, progress: Progress
) -> tuple[Loaded, ...]:
    """Fetch from UN Comtrade; answers had so far are kept if it stops half way."""
    service = Service(key=key, address=address or ADDRESS, progress=progress)
    document = service.fetch(wanted, folder / _KEPT)
    with TemporaryDirectory() as aside:
        name = f"comtrade-{wanted.reporter}-{wanted.partner}-{wanted.frequency}.json"
        path = Path(aside, name)
        path.write_bytes(document)
        told = Told(dataset="comtrade", address=address or ADDRESS)
        loaded = load([path], folder, told=told, on=on, progress=progress)
    service.done(wanted, folder / _KEPT)
    return loaded
