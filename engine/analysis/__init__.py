"""What findings mean together: what is missing, what a change does, what always holds."""
