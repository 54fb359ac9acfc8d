"""Code lists that every part looks things up in."""
