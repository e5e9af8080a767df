"""The GST law as pure functions over dated tables: numbers, states, tax heads, rates, arithmetic. No clock, no I/O."""
