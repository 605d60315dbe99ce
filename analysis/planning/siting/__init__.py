"""Where to build or convert, exactly: every plan with its proven bound."""
