"""Rules of the trade as frozen values and pure functions: no Qt, no SQL, no HTTP, no clock, no files."""
