"""The toolbox every room stands on: doors, components, validity, encryption, lists and forms.

It knows no word of the office's work. Something moves in here when three rooms need it.
"""
