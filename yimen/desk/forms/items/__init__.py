"""Forms of the catalogue editor: what an item says, in rows that work without JavaScript."""
