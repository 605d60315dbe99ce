"""Maps for print: what each shows, and how it is laid out and drawn."""
