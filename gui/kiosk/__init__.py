"""The kiosk at an entrance: one window, full screen, for whoever stands in front of it."""
