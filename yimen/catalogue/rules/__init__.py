"""Plain rules of the catalogue: elements of an item, their quality, the Guangdong field names."""
