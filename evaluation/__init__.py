"""Gold data that is ours, and the gate: quality as a check that can fail."""
