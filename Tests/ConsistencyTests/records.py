"""What a run leaves behind, and all that the checks see of it. Times are seconds on one monotonic clock."""

from dataclasses import dataclass, field
from typing import NamedTuple


# What the documents of the invented county have something to say about, and what not.
TOPICS = ("Ich möchte mein Kfz zulassen.", "Was kostet ein Personalausweis?", "Wie melde ich einen Hund an?", "Xyzzy?")


@dataclass(frozen=True)
class Question:
    """One question, and what is to become of it."""

    stream: int
    tokens: int
    visitor: str
    request_id: str
    is_kept: bool = True  # in a conversation; otherwise anonymous
    conversation: str = ""
    plan: str = "read"  # read, cancel, leave
    pace: float = 0.004  # seconds between two writes of the model
    fault: str = "none"  # what the model does wrong
    fault_at: int = 0  # … after so many tokens
    same_as: int = 0  # the stream whose words this question repeats, asked by somebody else

    @property
    def source(self):
        """The stream whose tokens the answer is made of."""
        return self.same_as or self.stream

    @property
    def text(self):
        pace = round(self.pace * 1e6)
        wanted = f"[stream {self.source} tokens {self.tokens} pace {pace} fault {self.fault} {self.fault_at}]"
        return f"{TOPICS[self.source % len(TOPICS)]} {wanted}"


@dataclass
class Call:
    """One request that reached the model."""

    stream: int
    began: float
    sent: list = field(default_factory=list)  # (time, tokens sent by then)
    ended: float = 0.0
    how: str = "running"  # complete, fault, hang-up, running

    @property
    def tokens(self):
        return self.sent[-1][1] if self.sent else 0


class Receipt(NamedTuple):
    """Kaya said that it has the question."""

    at: float
    stream: int
    turn: str
    connection: int


class Connected(NamedTuple):
    """A reader was let in at a place."""

    at: float
    reader: str
    connection: int
    stream: int
    turn: str
    transport: str
    after: int


class Event(NamedTuple):
    """An event that a reader received to its last byte."""

    at: float
    reader: str
    connection: int
    stream: int
    turn: str
    id: str
    kind: str
    text: str = ""  # of a delta; of an end the whole text; of sources their documents
    outcome: str = ""  # of an end: the finish, or the problem's code
    notice: str = ""

    @property
    def sequence(self):
        return int(self.id.split(".")[1]) if self.id else 0

    @property
    def is_end(self):
        return self.kind == "end"


class Refusal(NamedTuple):
    """Kaya said no."""

    at: float
    reader: str
    connection: int
    stream: int
    turn: str
    doing: str  # ask, read, cancel, after-end, probe …
    status: int
    code: str


class Note(NamedTuple):
    """What else happened to a reader: it left, gave up, cancelled, broke off, was answered 204."""

    at: float
    reader: str
    connection: int
    stream: int
    what: str
    detail: str = ""


class Window(NamedTuple):
    """A time in which something was wrong on purpose: stopped, locked, clock; or Kaya was away: kill, term."""

    kind: str
    began: float
    ended: float


class Stored(NamedTuple):
    """A turn as it is kept."""

    turn: str
    question: str
    text: str
    state: str
    outcome: str
    sources: str = ""


@dataclass
class Run:
    """Everything there is to judge."""

    questions: dict = field(default_factory=dict)  # stream → Question
    records: list = field(default_factory=list)  # Receipt, Connected, Event, Refusal, Note in the order they came
    calls: list = field(default_factory=list)
    windows: list = field(default_factory=list)
    by_api: dict = field(default_factory=dict)  # turn → Stored
    by_file: dict = field(default_factory=dict)
    accidents: list = field(default_factory=list)  # sentences: Kaya ended by itself, did not start …
    grace: float = 3.0
    retention: float = 600.0  # how long an ended turn's log is there
    limit: float = 60.0  # the longest a reader may take
    saving: float = 1.0  # text older than this survives kill -9
