"""Whether each part that the service stands on answers, measured when asked and remembered for two seconds."""
