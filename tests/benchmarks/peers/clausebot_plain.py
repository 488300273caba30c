"""Clausebot with the weights as they are, without its adapter: beside itself, it also shows how noisy a run was."""

from functools import partial

from tests.benchmarks.peers.clausebot import Clausebot
from tests.benchmarks.peers.protocol import serve

if __name__ == "__main__":
    serve(partial(Clausebot, adapter=False))
