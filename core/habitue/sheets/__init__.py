"""What each sheet of ours shows: results in, sheet models out."""
