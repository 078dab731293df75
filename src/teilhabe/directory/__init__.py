"""Who and what there is around the centre: municipalities and institutions.

The room owns public facts only; it serves § 8 TIntG (cooperation with the municipalities and the
institutions of the regular system).
"""
