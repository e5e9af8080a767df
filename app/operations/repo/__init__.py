"""SQL over what processes counted, over reports, and over how much of everything there is."""
