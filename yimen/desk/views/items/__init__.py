"""The catalogue editor: items, drafts, review by a second person."""
