"""Story to explainer: claims, conflicts, timeline, answers, the check of spans."""
