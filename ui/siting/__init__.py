"""选址: what is asked of a plan, where it could be, the search, and what a plan changes."""
