"""The same deeds from a shell: JSON in (file or stdin), one JSON object a line out.

Exit codes: 0 done · 3 refused by a rule (coded reasons and words) · 4 obstacle in the world · 1 bug.
"""
