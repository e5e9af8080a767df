"""Books that somebody brings along, a JSON file or a folder of CSVs: judged row by row, taken whole or not at all."""
