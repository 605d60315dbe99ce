"""Places: from files to validated layers. Reads no clock; imports nothing of the rooms above."""
