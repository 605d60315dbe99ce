"""What the sections of a brief say beside their tables, sentence by sentence, from the data."""
