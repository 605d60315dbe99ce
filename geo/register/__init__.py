"""The facility register: every change is an event that stays; what holds now is read from them."""
