"""The store: everything that sayso remembers. Only this room speaks SQL."""
