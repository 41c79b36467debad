"""Every completion at once: conditions as Boolean formulas over what may still turn out, be done or be read."""
