"""What is sold: goods, how many and for how much, put together into lines."""
