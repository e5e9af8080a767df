"""Charts of insights for e-mail and chat, drawn by matplotlib: only the worker has it, so only its jobs come here."""
