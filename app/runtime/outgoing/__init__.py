"""Every address that this service calls by itself: which may be asked, and for how long and how much it may answer."""
