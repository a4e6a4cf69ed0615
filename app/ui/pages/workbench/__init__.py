"""Page: workbench."""
