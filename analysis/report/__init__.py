"""Reports: what screens and papers show, built once; one module per output format."""
