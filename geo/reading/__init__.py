"""Reading: from a file someone sent to validated records, and all that is wrong with it."""
