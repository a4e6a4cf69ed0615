"""The acceptance page: pick a matter, fill its form, check the papers, decide, hand out."""
