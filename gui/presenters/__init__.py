"""What the views show, worked out without Qt."""
