"""Page: sign_in."""
