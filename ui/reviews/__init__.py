"""The page 县级核对: sheets out, answers, decisions."""
