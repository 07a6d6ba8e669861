"""What goes out, written by hand, apart from models."""
