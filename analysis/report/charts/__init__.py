"""Charts of briefs and slides: what each shows in numbers, and how it is drawn."""
