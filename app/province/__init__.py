"""The reference provincial platform: takes ops in exactly once, gives state back, serves two small pages.

Nothing here is imported before a province is really wanted (`embedded`, `serve`): Litestar and SQLAlchemy
cost about a second at start.
"""
