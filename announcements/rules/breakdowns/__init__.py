"""Partners by sector, offices by site."""
