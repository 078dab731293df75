"""How dates are written and typed, where Django's own formats do not fit."""
