"""How parties pay: when money owed comes, and how sure that is."""
