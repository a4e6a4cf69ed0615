"""Figures beside their limits, measured in the same run."""
