"""The brief as a Word file."""
