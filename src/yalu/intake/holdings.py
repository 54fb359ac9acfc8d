"""What a workspace holds, in the form in which the reference release comes: descriptors, pages."""

from datetime import date

import pyarrow as pa

from yalu.intake.loading import descriptor
from yalu.sources.descriptors import Descriptor
from yalu.store.manifest import Manifest


def descriptors(held: Manifest) -> list[Descriptor]:
    """Give the descriptor of each dataset that was loaded."""
    return [descriptor(name) for name in dict.fromkeys(v.dataset for v in held.vintages)]


def citations(held: Manifest) -> pa.Table:
    """Cite each file that was loaded by its name and checksum."""
    rows = {
        vintage.snapshot.sha256: {
            "key": f"load-{vintage.snapshot.sha256[:12]}",
            "publisher": vintage.snapshot.publisher,
            "title": f"{descriptor(vintage.dataset).title}: {vintage.snapshot.name}"
            f" (SHA-256 {vintage.snapshot.sha256[:12]}…)",
            "published": date.fromisoformat(vintage.published),
            "url": vintage.snapshot.address,
        }
        for vintage in held.vintages
    }
    shape = pa.schema(
        [("key", pa.string()), ("publisher", pa.string()), ("title", pa.string()),
         ("published", pa.date32()), ("url", pa.string())]
    )  # fmt: skip
    return pa.Table.from_pylist(list(rows.values()), schema=shape)
