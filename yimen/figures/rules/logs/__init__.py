"""Event logs of older systems: what the mapping says, how files are read, what they amount to."""
