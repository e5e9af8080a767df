"""How the service itself fares: what its processes count, what an operator sees at a glance, and reports on weeks."""
