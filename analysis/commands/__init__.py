"""The command line: one module per command; reads files, writes files, says what went wrong."""
