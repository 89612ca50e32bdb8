"""What holds between all results of a function and those that are expected, one relation a file, found by being there.

Each file has KINDS, the attributes in which results differ (tensorgrade.judgement.unexplained), PLACE, where it stands
in the order in which relations are tried, and `relate(group)`, which gives the name, the cause and the remedy where the
relation holds in every case of the group, and enough was seen to prove it; else None. Its cause says no more than what
was seen in all of them; its remedy may guess.
"""
