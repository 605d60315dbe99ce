"""The page 方案: scenarios kept, compared, opened; projects, years, the common budget, targets."""
