"""The rule files and the book that reads them."""
