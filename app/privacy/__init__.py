"""What people may ask of us about themselves: to be given what we keep, to have it erased, and how it may be used."""
