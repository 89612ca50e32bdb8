"""One diagnosis a file, in the form that judgement/diagnosis.py reads; its PLACE is read by protocol/ladder.py, too."""
