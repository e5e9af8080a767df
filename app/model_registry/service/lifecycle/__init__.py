"""The steps of a version: one transaction each, behind the lock of its model."""
