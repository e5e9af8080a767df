"""`make check-ops`: images, manifests, configurations and scripts, held against the real tools that will read them."""
