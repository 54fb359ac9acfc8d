"""Tables, vintages and the engine. Nothing above knows which engine it is."""
