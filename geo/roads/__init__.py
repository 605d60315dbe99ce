"""Roads: from files and the open map to one network, and shortest times on it."""
