"""The import page, step by step."""
