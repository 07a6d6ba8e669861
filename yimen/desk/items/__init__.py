"""What the pages about items show."""
