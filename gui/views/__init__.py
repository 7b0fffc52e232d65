"""The pages and dialogs of the console."""
