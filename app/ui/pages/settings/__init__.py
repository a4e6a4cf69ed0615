"""Page: settings."""
