"""The same rule sets, judged by Assent and by engines that people might use instead: `python -m benchmarks.peers`."""
