"""The page 可达性: what is asked, the map, the table by county, what if."""
