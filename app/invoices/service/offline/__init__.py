"""Documents from files of an operator, by all cores; no server and no database are needed."""
