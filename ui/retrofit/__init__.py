"""The page 改造: what is asked, needs, plan, map."""
