"""Brings a release onto a host, into Compose or into a cluster, and back: what `deploy.sh` and its like call."""
