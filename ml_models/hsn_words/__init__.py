"""Codes for what a shop calls its goods and services: by phrases whose codes are known, and how near a wording is."""
