"""Work that outlasts a request. The `jobs` table is the truth; the queue only carries ids and may lose them."""
