"""Where people are: the built-in surface, a raster, or a table of villages."""
