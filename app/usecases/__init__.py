"""One file per thing a desk worker can do. Each deed is one transaction: ask the rule, save, journal it.

`deed(tx, desk, actor, request) -> result | Refused`. `tx` is an open transaction of `localdb`; when the
answer is a `Refused`, the transaction is rolled back by whoever opened it.
"""
