"""Page: printing."""
