"""汇报: the papers of a meeting chosen, looked at page by page, and made."""
