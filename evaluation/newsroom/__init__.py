"""The sample newsroom: texts and labels written by us, and what builds the outlets from them."""
