"""Components of our own: how tables, the matrix, sheets and the map look. One module each."""
