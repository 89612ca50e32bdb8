"""One result in the formats of other platforms. Each module writes one platform's; totals agree in all of them."""
