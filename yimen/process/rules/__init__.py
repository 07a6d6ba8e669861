"""Plain rules of drawn processes: reading, checking, writing and running them."""
