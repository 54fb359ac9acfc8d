"""Takes in a user's files: runs a source, checks what it promises, hands the rows to the store."""
