"""Page: evaluation."""
