"""Where a workspace lies."""

import os
from pathlib import Path

VARIABLE = "YALU_WORKSPACE"


def workspace_folder(named: Path | None = None) -> Path:
    """Give the folder that was named, else that of `YALU_WORKSPACE`, else the platform's own."""
    if named is not None:
        return named.expanduser()
    if found := os.environ.get(VARIABLE):
        return Path(found).expanduser()
    import platformdirs  # noqa: PLC0415  - only a default needs it

    return platformdirs.user_data_path("yalu", appauthor=False)
