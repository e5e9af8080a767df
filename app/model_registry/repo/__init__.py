"""SQL over the tables of the registry, one file for each kind of row."""
