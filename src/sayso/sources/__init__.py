"""Where pages come from: feeds, http, saved files, web archives."""
