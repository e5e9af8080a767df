"""How the words of a page stand to each other: rows, columns, blocks, and what stands beside what."""
