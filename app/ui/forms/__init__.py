"""A form built from a matter's fields: entries by type, sections, rows of groups, errors at their place."""
