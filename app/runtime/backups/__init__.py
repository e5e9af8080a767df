"""Backups: the database, uploads and models in one encrypted file that either is whole or is not there."""
