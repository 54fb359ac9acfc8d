"""The law: dated data, one YAML file per instrument, and the questions asked of it."""
