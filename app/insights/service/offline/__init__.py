"""What the commands do with files: the same rules and models as the service, without server or database."""
