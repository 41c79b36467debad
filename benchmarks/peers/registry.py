"""All engines, by the words after `--only`."""

from importlib import import_module

from benchmarks.peers.peer import Peer

_PEERS = {
    "assent": "by_assent:Compiled",
    "assent-evaluate": "by_assent:Evaluated",
    "python": "by_python:Python",
    "clingo": "by_clingo:Clingo",
    "z3": "by_z3:Z3",
    "clips": "by_clips:Clips",
    "cedar": "by_cedar:Cedar",
    "rego": "by_rego:Rego",
    "zen": "by_zen:Zen",
    "rule-engine": "by_rule_engine:RuleEngine",
    "json-logic": "by_json_logic:JsonLogic",
    "openfisca": "by_openfisca:OpenFisca",
    "duckdb": "by_duckdb:DuckDB",
    "polars": "by_polars:Polars",
}
NAMES = tuple(_PEERS)


def peer(name: str) -> Peer:
    """An engine by its name; its module alone is imported."""
    module, _, kind = _PEERS[name].partition(":")
    found: Peer = getattr(import_module(f"benchmarks.peers.{module}"), kind)()
    return found
