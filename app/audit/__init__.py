"""The audit trail as it is read: searched, verified, vouched for outside of the database, exported."""
