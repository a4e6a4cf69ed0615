"""OneWindow: the desk program of an intellectual-property service window."""

__version__ = "0.1.0"
