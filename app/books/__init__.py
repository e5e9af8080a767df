"""The mobile app's books, read-only: who may see which business, and its records as typed values."""
