"""Decisions about documents: what a field may hold, on which side the business stands, what the app's form gets."""
