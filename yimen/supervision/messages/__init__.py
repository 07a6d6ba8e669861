"""What the app says: words for codes, what a card states, what people are told."""
