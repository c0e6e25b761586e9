"""Quality as a check that can fail: gold data that is ours, measures, floors, the gate."""
