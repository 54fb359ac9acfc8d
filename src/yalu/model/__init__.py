"""The vocabulary: frozen values that every other part speaks in. Standard library only, no I/O."""
