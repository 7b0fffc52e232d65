"""Coming and going at work: recorded, shown, corrected, reported and exported."""
