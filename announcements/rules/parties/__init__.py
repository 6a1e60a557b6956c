"""Who signed with the city, from every place and shape in which reports name them."""
