"""The papers of a meeting: one content, written as Word, slides, PDF."""
