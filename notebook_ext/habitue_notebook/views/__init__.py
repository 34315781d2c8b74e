"""What each tab shows, in plain Python: no widget, no kernel, no browser."""
