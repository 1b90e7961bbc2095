"""Who answers: how each server is installed, started and asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import requirements

FOLDER = Path(__file__).resolve().parent.parent
PROJECT = FOLDER.parent

# Kaya without retrieval, as a bare relay; its limits are raised so that one address may open every stream.
KAYA_ENVIRONMENT = {
    "KAYA_HOST": "127.0.0.1",
    "KAYA_PORT": "{port}",
    "KAYA_DATA": "{scratch}",
    "KAYA_MODEL_BASE_URL": "http://127.0.0.1:{model_port}/v1",
    "KAYA_MODEL_NAME": "mock-gpt",
    "KAYA_KNOWLEDGE_ENABLED": "false",
    "KAYA_CACHE_ENABLED": "false",
    "KAYA_LOG_LEVEL": "warning",
    "KAYA_LIMITS_CONNECTIONS": "20000",
    "KAYA_LIMITS_STREAMS_PER_CLIENT": "20000",
    "KAYA_LIMITS_QUESTIONS_PER_MINUTE": "0",
    "KAYA_TURNS_MAXIMUM_RUNNING": "20000",
    "KAYA_TURNS_MAXIMUM_QUEUED": "20000",
}


@dataclass(frozen=True)
class Launch:
    """A command line with what it needs around it."""

    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a contender runs: its port, the model's, an empty folder of its own, and descriptors it may open."""

    port: int
    model_port: int
    scratch: Path
    descriptors: int

    @property
    def model_url(self) -> str:
        return f"http://127.0.0.1:{self.model_port}/v1/chat/completions"


@dataclass(frozen=True)
class Contender:
    """`prepare` returns how to start it, given the folder for what it builds; raises `Unavailable` with the reason."""

    name: str
    title: str
    prepare: Callable[[Path], Callable[[Place], Launch]]
    dialect: str = "chat"
    path: str = "/chat/stream"
    # The most that this contender is asked for, scenario → (streams, at once); said beside its figures.
    bears: dict[str, tuple[int, int]] = field(default_factory=dict)


def kaya(binary: Path | None) -> Callable[[Path], Callable[[Place], Launch]]:
    def prepare(_: Path) -> Callable[[Place], Launch]:
        path = binary or requirements.built_kaya(PROJECT)
        if not path.is_file():
            raise requirements.Unavailable(f"there is no {path}")

        def launch(place: Place) -> Launch:
            fill = {"port": place.port, "model_port": place.model_port, "scratch": place.scratch}
            environment = {key: value.format(**fill) for key, value in KAYA_ENVIRONMENT.items()}
            return Launch([str(path.resolve()), "serve"], environment)

        return launch

    return prepare


def prepare_nginx(_: Path) -> Callable[[Place], Launch]:
    nginx = requirements.tool("nginx")
    template = (FOLDER / "relays" / "nginx.conf").read_text()

    def launch(place: Place) -> Launch:
        text = template
        for word, value in {"PORT": place.port, "MODEL_PORT": place.model_port, "FILES": place.descriptors}.items():
            text = text.replace(f"@{word}@", str(value))
        configuration = place.scratch / "nginx.conf"
        configuration.write_text(text)
        return Launch([nginx, "-p", str(place.scratch), "-e", "stderr", "-c", str(configuration)])

    return launch


def prepare_go(built: Path) -> Callable[[Place], Launch]:
    binary = built / "relay-go"
    requirements.run([requirements.tool("go"), "build", "-o", str(binary), str(FOLDER / "relays" / "relay.go")])
    return lambda place: Launch([str(binary), str(place.port), place.model_url])


def prepare_node(_: Path) -> Callable[[Place], Launch]:
    node = requirements.tool("node")
    script = str(FOLDER / "relays" / "relay.mjs")
    return lambda place: Launch([node, script, str(place.port), place.model_url])


def prepare_fastapi(_: Path) -> Callable[[Place], Launch]:
    python = requirements.python_with_fastapi(PROJECT / ".venv-bench")
    options = ["--app-dir", str(FOLDER / "relays"), "--log-level", "warning", "--no-access-log", "--backlog", "4096"]

    def launch(place: Place) -> Launch:
        command = [python, "-B", "-m", "uvicorn", "relay:app", "--host", "127.0.0.1", "--port", str(place.port)]
        return Launch([*command, *options], {"MODEL_URL": place.model_url})

    return launch


def all_contenders(kaya_binary: Path | None) -> list[Contender]:
    return [
        Contender("kaya", "Kaya", kaya(kaya_binary)),
        Contender(
            "nginx", "nginx", prepare_nginx, dialect="openai", path="/v1/chat/completions"
        ),
        Contender("go", "Go", prepare_go),
        Contender("node", "Node", prepare_node),
        Contender(
            "fastapi",
            "FastAPI",
            prepare_fastapi,
            bears={
                "paced": (200, 200),
                "burst": (96, 32),
                "short": (800, 32),
                "memory": (500, 500),
                "slow": (500, 500),
            },
        ),
    ]
