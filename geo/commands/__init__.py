"""The register's command line: one module per command, and how every command speaks and writes."""
