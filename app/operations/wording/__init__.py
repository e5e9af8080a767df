"""Every sentence that an operator reads about how the service itself fares."""
