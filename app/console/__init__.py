"""The admins' pages at `/admin`: written on the server, calling the services; no rule and no SQL of their own."""
