"""The claim checker: finds the checkable statements of a text and gives each a verdict."""
