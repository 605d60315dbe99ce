"""The page 人口: census and registered population."""
