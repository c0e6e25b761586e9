"""The sample newsroom: fictional outlets, written for sayso."""
