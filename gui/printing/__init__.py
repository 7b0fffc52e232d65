"""What is printed, or written as PDF: laid out by Qt, which knows every script and carries the fonts along."""
