"""OAuth 2: how a system gets a token, and what a token says."""
