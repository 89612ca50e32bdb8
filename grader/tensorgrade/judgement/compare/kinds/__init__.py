"""The kinds of values, one a file, found by being there (tensorgrade.judgement.compare.comparison)."""
