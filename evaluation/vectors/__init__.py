"""Training and measuring the static vectors that sayso carries (src/sayso/models/data)."""
