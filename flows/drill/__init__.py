"""The drill: faults planted in a copy, nights carried out, alerts received. Nothing of it touches the data folder."""
