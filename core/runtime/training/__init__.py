"""Training the small layers that may be trained here, and saying honestly how good they are."""
