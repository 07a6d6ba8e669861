"""Settings: base is the same everywhere; dev, test and prod differ by a few lines."""
