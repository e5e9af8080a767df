"""Whether the service is open, and what everybody is told: an admin says it, every process knows within two seconds."""
