"""Sources of facts a site can be set up with."""
