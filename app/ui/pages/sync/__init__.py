"""Page: sync."""
