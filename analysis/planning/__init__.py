"""Planning: what to do next, what it costs, what it changes. Pure functions, exact integers."""
