"""The page 设施: list, details, editing, leads."""
