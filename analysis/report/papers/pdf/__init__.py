"""The brief and the slides as PDF and as pictures of pages, made without an office program."""
