"""Public goals of the programme: how many by when."""
