"""The page 核查: findings, rulings, trials, clauses."""
