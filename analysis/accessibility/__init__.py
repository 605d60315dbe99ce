"""Accessibility: one measure per module, all on the same travel times."""
