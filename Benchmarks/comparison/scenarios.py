"""What is asked of every contender, and which figures are read from it.

`quick` loads only show that everything works: they are too small for their figures to mean anything.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Load:
    """One run of the load generator: how many answers, how many at once, and what each looks like."""

    streams: int
    concurrency: int
    tokens: int
    first_ms: float = 0
    gap_ms: float = 0
    jitter_ms: float = 0
    ramp_ms: float = 0
    seconds: float = 60

    def at_most(self, streams: int | None, concurrency: int | None) -> "Load":
        fewer = min(self.streams, streams or self.streams)
        return replace(self, streams=fewer, concurrency=min(self.concurrency, concurrency or self.concurrency, fewer))

    def arguments(self) -> list[str]:
        return [
            "--streams", str(self.streams), "--concurrency", str(self.concurrency), "--tokens", str(self.tokens),
            "--first-ms", str(self.first_ms), "--gap-ms", str(self.gap_ms), "--jitter-ms", str(self.jitter_ms),
            "--ramp-ms", str(self.ramp_ms), "--seconds", str(self.seconds),
        ]  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """`figures` turns what the generator printed into named numbers; smaller is better, except for rates."""

    name: str
    description: str  # with the load's own numbers in braces
    load: Load
    quick: Load
    warm_up_streams: int
    figures: Callable[[dict], dict[str, float]]

    def describe(self, load: Load) -> str:
        return self.description.format(**asdict(load))


def microseconds_per(unit: str) -> Callable[[dict], float]:
    return lambda result: result["server_cpu_s"] * 1e6 / max(result[unit], 1)


SCENARIOS = [
    Scenario(
        name="paced",
        description="{concurrency:,} streams at once, {tokens} tokens each, one every {gap_ms:g} ± {jitter_ms:g} ms: "
        "CPU per token, and how late tokens are",
        load=Load(streams=1000, concurrency=1000, tokens=100, gap_ms=50, jitter_ms=10, ramp_ms=1500),
        quick=Load(streams=100, concurrency=100, tokens=10, gap_ms=50, jitter_ms=10, ramp_ms=200),
        warm_up_streams=1000,
        figures=lambda result: {
            "paced_us_per_token": microseconds_per("tokens")(result),
            "paced_lag_p50_ms": result["lag_ms"]["p50"],
            "paced_lag_p99_ms": result["lag_ms"]["p99"],
        },
    ),
    Scenario(
        name="burst",
        description="{streams:,} streams, {concurrency} at once, {tokens} tokens each as fast as they go, "
        "32 in each write of the model: CPU per token",
        load=Load(streams=960, concurrency=32, tokens=500),
        quick=Load(streams=64, concurrency=32, tokens=100),
        warm_up_streams=1000,
        figures=lambda result: {"burst_us_per_token": microseconds_per("tokens")(result)},
    ),
    Scenario(
        name="short",
        description="{streams:,} answers of {tokens} tokens, {concurrency} at once, on kept-alive connections: "
        "CPU per answer, answers per second",
        load=Load(streams=8000, concurrency=32, tokens=5),
        quick=Load(streams=200, concurrency=32, tokens=5),
        warm_up_streams=1000,
        figures=lambda result: {
            "short_us_per_stream": microseconds_per("right")(result),
            "short_streams_per_s": result["right"] / result["wall_s"],
        },
    ),
    Scenario(
        name="first",
        description="{streams} questions one after the other on one connection, the model's first token after "
        "{first_ms:g} ms: what is added to that, compared with asking the model directly",
        load=Load(streams=200, concurrency=1, tokens=3, first_ms=1, gap_ms=2),
        quick=Load(streams=20, concurrency=1, tokens=3, first_ms=1, gap_ms=2),
        warm_up_streams=1000,
        figures=lambda result: {"first_token_p50_ms": result["first_token_ms"]["p50"]},
    ),
    Scenario(
        name="memory",
        description="{concurrency:,} streams open at once on a fresh server, a token every {gap_ms:g} ms: "
        "growth of resident memory per stream",
        load=Load(streams=2000, concurrency=2000, tokens=4, gap_ms=1000, ramp_ms=2000),
        quick=Load(streams=100, concurrency=100, tokens=3, gap_ms=200, ramp_ms=200),
        warm_up_streams=20,
        figures=lambda result: {
            "memory_kib_per_stream": (result["rss_peak_kib"] - result["rss_before_kib"]) / max(result["most_open"], 1)
        },
    ),
    Scenario(
        name="slow",
        description="{concurrency:,} streams at once, {tokens} tokens each, one every {gap_ms:g} ± {jitter_ms:g} ms: "
        "every one complete",
        load=Load(streams=5000, concurrency=5000, tokens=8, gap_ms=1000, jitter_ms=200, ramp_ms=4000),
        quick=Load(streams=300, concurrency=300, tokens=3, gap_ms=300, jitter_ms=50, ramp_ms=400),
        warm_up_streams=20,
        figures=lambda result: {"slow_lag_p99_ms": result["lag_ms"]["p99"]},
    ),
]
