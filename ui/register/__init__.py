"""The page 台账: changes, unread rows, backup."""
