"""Thinking: pure functions on validated layers. Reads no clock, no session, no network."""
