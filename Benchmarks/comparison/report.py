"""From raw results to tables: medians over the rounds, ratios taken within a round, and the figures that must hold."""

from dataclasses import dataclass
from statistics import median

from .scenarios import Load, Scenario


@dataclass(frozen=True)
class Measurement:
    """What one contender did in one scenario of one round."""

    round: int
    contender: str
    scenario: str
    streams: int
    concurrency: int
    figures: dict[str, float]
    wrong: int
    complaints: dict[str, int]
    raw: dict


@dataclass(frozen=True)
class Must:
    """A figure of Kaya, or its ratio to a peer's in the same round, and the most it may be."""

    title: str
    scenario: str
    figure: str
    limit: float
    against: str | None = None


MUSTS = [
    Must("CPU per paced token ÷ Go's", "paced", "paced_us_per_token", 0.75, "go"),
    Must("CPU per burst token ÷ Go's", "burst", "burst_us_per_token", 0.6, "go"),
    Must("CPU per short stream ÷ Go's", "short", "short_us_per_stream", 1.3, "go"),
    Must("added first token at p50, ms", "first", "added_first_token_ms", 0.35),
    Must("resident memory per open stream, KiB", "memory", "memory_kib_per_stream", 40),
    Must("wrong answers at 1,000 streams", "paced", "paced_wrong", 0),
    Must("wrong answers at 5,000 slow streams", "slow", "slow_wrong", 0),
]

# Column title, figure, digits behind the point.
COLUMNS = [
    ("paced µs/token", "paced_us_per_token", 1),
    ("lag p50 ms", "paced_lag_p50_ms", 2),
    ("lag p99 ms", "paced_lag_p99_ms", 1),
    ("burst µs/token", "burst_us_per_token", 2),
    ("short µs/stream", "short_us_per_stream", 0),
    ("short streams/s", "short_streams_per_s", 0),
    ("first token added ms", "added_first_token_ms", 2),
    ("KiB/stream", "memory_kib_per_stream", 1),
    ("slow lag p99 ms", "slow_lag_p99_ms", 1),
]
RATIOS = [
    ("paced", "paced_us_per_token"),
    ("burst", "burst_us_per_token"),
    ("short", "short_us_per_stream"),
    ("memory", "memory_kib_per_stream"),
]


class Report:
    """All measurements of one run of the comparison."""

    def __init__(self, measurements: list[Measurement], titles: dict[str, str]) -> None:
        self.measurements = measurements
        self.titles = {name: title for name, title in titles.items() if any(m.contender == name for m in measurements)}

    def values(self, contender: str, figure: str) -> dict[int, float]:
        """A figure by round."""
        own = [m for m in self.measurements if m.contender == contender and figure in m.figures]
        return {m.round: m.figures[figure] for m in own}

    def ratios(self, contender: str, peer: str, figure: str) -> list[float]:
        """Ratios within a round: what slows the machine for a while slows both."""
        own, other = self.values(contender, figure), self.values(peer, figure)
        return [own[number] / other[number] for number in own if other.get(number)]

    @property
    def wrong(self) -> list[Measurement]:
        return [m for m in self.measurements if m.wrong]

    def figures_table(self) -> str:
        columns = [column for column in COLUMNS if self._is_measured(column[1])]
        rows = [["server", *(title for title, _, _ in columns), "wrong"]]
        for name, title in self.titles.items():
            cells = [self._cell(name, figure, digits) for _, figure, digits in columns]
            rows.append([title, *cells, str(sum(m.wrong for m in self.measurements if m.contender == name))])
        return markdown(rows)

    def ratios_table(self) -> str:
        peers = [peer for peer in ("go", "nginx") if peer in self.titles]
        measured = [ratio for ratio in RATIOS if self._is_measured(ratio[1])]
        rows = [["server", *(f"{title} ÷ {self.titles[peer]}" for peer in peers for title, _ in measured)]]
        for name, title in self.titles.items():
            cells = [self.ratios(name, peer, figure) for peer in peers for _, figure in measured]
            rows.append([title, *(spread(cell, 2) for cell in cells)])
        return markdown(rows) if peers and measured else ""

    def musts_table(self, scenarios: list[str]) -> tuple[str, bool]:
        """The figures that Kaya must reach in these scenarios, and whether it reaches them all."""
        rows, all_hold = [["must", "at most", "measured", "holds"]], True
        for must in (must for must in MUSTS if must.scenario in scenarios):
            if must.against:
                values = self.ratios("kaya", must.against, must.figure)
            else:
                values = list(self.values("kaya", must.figure).values())
            typical = max(values) if must.limit == 0 and values else median(values) if values else None
            holds = typical is not None and typical <= must.limit
            all_hold = all_hold and holds
            verdict = "yes" if holds else "not measured" if typical is None else "NO"
            rows.append([must.title, f"{must.limit:g}", spread(values, 2), verdict])
        return markdown(rows), all_hold

    def scenarios_table(self, loads: list[tuple[Scenario, Load]]) -> str:
        """What was asked; and of whom less was asked than of the others."""
        rows = [["scenario", "what it is", "smaller loads"]]
        for scenario, load in loads:
            fewer = {
                f"{self.titles[m.contender]}: {m.streams:,}, {m.concurrency:,} at once"
                for m in self.measurements
                if m.scenario == scenario.name and m.streams < load.streams
            }
            rows.append([scenario.name, scenario.describe(load), "; ".join(sorted(fewer)) or "–"])
        return markdown(rows, " --- |")

    def _is_measured(self, figure: str) -> bool:
        return any(figure in measurement.figures for measurement in self.measurements)

    def _cell(self, contender: str, figure: str, digits: int) -> str:
        return spread(list(self.values(contender, figure).values()), digits)


def figures_of(scenario: Scenario, load: Load, result: dict, direct: dict | None) -> dict[str, float]:
    """The scenario's figures; for the first token, what the contender adds to asking the model directly.

    That no answer was wrong counts only under the scenario's full load.
    """
    figures = scenario.figures(result) if result["right"] else {}
    if load.streams == scenario.load.streams:
        figures[f"{scenario.name}_wrong"] = result["wrong"]
    if direct and "first_token_p50_ms" in figures:
        figures["added_first_token_ms"] = figures["first_token_p50_ms"] - direct["first_token_ms"]["p50"]
    return figures


def spread(values: list[float], digits: int) -> str:
    """The median, and in brackets the least and the most."""
    if not values:
        return "–"
    text = f"{median(values):,.{digits}f}"
    return text if len(values) == 1 else f"{text} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def markdown(rows: list[list[str]], alignment: str = " ---: |") -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" + alignment * (len(rows[0]) - 1))
    return "\n".join(lines)
