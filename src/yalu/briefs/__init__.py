"""The brief: composed from findings, drawn, checked and written."""
