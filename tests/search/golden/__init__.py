"""The golden set: fictional letters, the noise around them, and queries with what a person would want to find."""
