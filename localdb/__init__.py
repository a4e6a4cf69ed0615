"""The desk's own data: one encrypted file, one thread that uses it. See README.md."""
