"""yalu watches trade under sanctions."""

__version__ = "0.1.0"
