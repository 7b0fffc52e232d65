"""What is seen in a picture: networks and what turns their numbers into faces. No state beyond an engine's own."""
