"""The commands of `yimen`, by what they deal with."""
