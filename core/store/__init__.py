"""What outlives the process: people, templates and sightings in one SQLite file behind one writer thread."""
