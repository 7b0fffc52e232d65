"""The placement check: whether a camera hangs well."""
