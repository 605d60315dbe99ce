"""Requirements: the catalogue of what the plans ask, the checks, the findings."""
