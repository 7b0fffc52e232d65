"""Many people at once, from tables, folders and archives of pictures."""
