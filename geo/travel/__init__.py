"""Travel times between people and facilities, and how they were made."""
