"""One file a kind of artefact. What a file must have: `__main__.py`, one folder up."""
