"""Who is at the browser, and what they may do."""
