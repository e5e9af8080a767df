"""Speed and size, measured on the running system and printed beside what they are held against: `make bench`."""
