"""Builds the parts and joins them; nothing else knows all of them.

`desk.LiveDesk` is the joined desk that the window and the shell are handed; `opener` opens, makes,
enrols and restores one; `press` prints; `doctor`, `self_test` and `scenes` look at the whole.
"""
