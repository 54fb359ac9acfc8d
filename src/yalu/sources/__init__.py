"""Datasets: a descriptor each, and the parsers that turn publishers' bytes into Arrow tables."""
