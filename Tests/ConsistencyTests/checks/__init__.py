"""The invariants. Each check has a sentence and finds what breaks it in the facts of a run; none touches the world."""

from checks.calls import LeavingStopsTheModel, OneCallEach, OneTurnEach
from checks.endings import EndingsHaveReasons, NoAccidents, NobodyHangs, OneEndEach, RefusalsHaveReasons
from checks.facts import Facts
from checks.ids import ConnectionsBeginBehindTheirPlace, EndsAreTheSame, IdsGrow, IdsKeepTheirText
from checks.shutdown import OrderIsKept, ShutdownLosesNothing
from checks.stored import (
    LittleIsLostByAKill,
    QuestionsAreKept,
    SourcesArrive,
    StoredTextIsTrue,
    TheEndReadIsStored,
    TheStoreAgreesWithItself,
)
from checks.texts import EndHoldsTheText, StopIsComplete, TextIsTrue

ALL = (
    IdsGrow(), ConnectionsBeginBehindTheirPlace(), IdsKeepTheirText(), EndsAreTheSame(),
    TextIsTrue(), EndHoldsTheText(), StopIsComplete(),
    QuestionsAreKept(), TheStoreAgreesWithItself(), TheEndReadIsStored(), StoredTextIsTrue(), SourcesArrive(),
    LittleIsLostByAKill(), ShutdownLosesNothing(), OrderIsKept(),
    OneTurnEach(), OneCallEach(), LeavingStopsTheModel(),
    OneEndEach(), NobodyHangs(), EndingsHaveReasons(), RefusalsHaveReasons(), NoAccidents(),
)  # fmt: skip


def judge(run):
    """The facts of a run, and for each check what breaks it."""
    facts = Facts(run)
    return facts, {check: list(check.find(facts)) for check in ALL}
