"""Shows that every check can fail: breaks one promise after the other in a made-up history and looks for the finding."""

import unittest
from dataclasses import replace

from checks import ALL, judge
from finding_case import FindingCase
from frames import FrameReader
from records import Connected, Event, Note, Receipt, Window
from scene import OTHER, TOKENS, TURN, Scene
from self_test_behaviour import Behaviour
from tokens import token, truth


class Texts(FindingCase):
    def test_nothing_is_found_where_all_is_well(self):
        self.assertEqual(self.found(Scene()), set())
        self.assertEqual(self.found(Scene(is_kept=False)), set())

    def test_ids(self):
        scene = Scene()
        scene.change(Event, "b", 2, id=f"{TURN}.3")
        self.expect("id does not grow", scene)
        scene = Scene()
        scene.change(Connected, "a", 1, after=5)
        self.expect("resume repeats", scene)
        scene = Scene()
        scene.change(Event, "b", 2, id=f"{TURN}.5")
        scene.change(Event, "b", 3, id=f"{TURN}.6")
        scene.change(Event, "b", 4, id=f"{TURN}.7")
        self.expect("id reused", scene)
        scene = Scene()
        scene.change(Event, "b", -1, outcome="stopped")
        self.expect("end's id reused", scene)

    def test_texts(self):
        for kind, text in (
            ("doubled", token(1, 1) + token(1, 1)), ("lost", token(1, 2)), ("foreign", token(2, 1)),
            ("reordered", token(1, 2) + token(1, 1)), ("phantom", token(1, 1) + "?")):  # fmt: skip
            scene = Scene()
            scene.change(Event, "b", 1, text=text)
            self.expect(kind, scene)
        scene = Scene()
        scene.drop(Event, "a", 2)
        self.expect("lost", scene)

    def test_ends_and_texts(self):
        scene = Scene()
        scene.change(Event, "a", -1, text=truth(1, TOKENS - 1))
        self.assertLessEqual({"end differs", "stop too early", "stored otherwise"}, self.found(scene))
        scene.run.windows.append(Window("kill", 12.5, 12.8))
        self.assertNotIn("end differs", self.found(scene))
        scene.run.windows.clear()
        scene.change(Event, "a", -1, at=20)
        self.assertIn("end differs", self.found(scene))
        scene.run.retention = 3.0
        self.assertNotIn("end differs", self.found(scene))
        scene = Scene()
        scene.store("stop", truth(1, 2))
        self.expect("stop too early", scene)
        scene = Scene()
        scene.call.sent.pop()
        self.expect("stop too early", scene)

    def test_what_is_kept(self):
        scene = Scene()
        scene.run.by_file.clear()
        self.expect("question lost", scene)
        scene = Scene()
        scene.run.by_file[TURN] = scene.run.by_file[TURN]._replace(question="another")
        self.assertLessEqual({"question changed", "store differs"}, self.found(scene))
        scene = Scene()
        scene.store("", "", state="running")
        self.expect("runs for ever", scene)
        scene = Scene()
        scene.store("stopped", truth(1, TOKENS))
        self.expect("stored otherwise", scene)
        scene = Scene()
        scene.store("stop", truth(1, 3) + "?")
        self.expect("phantom", scene)

    def test_sources(self):
        scene = Scene()
        scene.run.by_file[TURN] = scene.run.by_api[TURN] = scene.run.by_file[TURN]._replace(sources="a.md")
        self.expect("sources lost", scene)
        scene.run.records[:] = [
            r._replace(transport="simple") if isinstance(r, Connected) else r for r in scene.run.records]  # fmt: skip
        self.assertEqual(self.found(scene), set())

    def killed(self, kept, *windows):
        scene = Scene()
        scene.drop(Event)
        scene.run.windows += [Window("kill", 13.0, 13.5), *windows]
        scene.store("interrupted", truth(1, kept))
        return scene

    def test_kill(self):
        # Tokens come at 10.5, 11.0, 11.5 …; what came before 11.5 must be there.
        self.assertEqual(self.found(self.killed(3)), set())
        self.expect("text lost by kill", self.killed(1))
        self.assertEqual(self.found(self.killed(1, Window("stopped", 11.0, 12.9))), set())
        self.assertEqual(self.found(self.killed(0, Window("locked", 11.6, 12.9))), set())

    def test_shutdown(self):
        scene = Scene()
        scene.run.windows.append(Window("term", 12.5, 12.8))
        scene.change(Event, "a", -1, outcome="producer-lost")
        scene.drop(Event, "b")
        scene.store("producer-lost", truth(1, TOKENS))
        self.assertEqual(self.found(scene), set())
        scene.store("producer-lost", truth(1, 2))
        self.expect("text lost by SIGTERM", scene)
        scene.store("interrupted", truth(1, TOKENS))
        self.expect("interrupted by SIGTERM", scene)
        scene.run.windows.append(Window("kill", 12.9, 13.0))
        self.assertNotIn("interrupted by SIGTERM", self.found(scene))

    def test_order(self):
        scene = Scene()
        scene.run.questions[2] = replace(scene.question, stream=2)
        scene.records.append(Note(19, "v", 0, 2, "asks"))
        scene.records.append(Receipt(20, 2, OTHER, 9))
        first = scene.run.by_file[TURN]
        scene.run.by_file = {OTHER: first._replace(turn=OTHER), TURN: first}
        scene.run.by_file[OTHER] = scene.run.by_file[OTHER]._replace(question=scene.run.questions[2].text, outcome="stopped")
        scene.run.by_api = dict(scene.run.by_file)
        self.expect("turns reordered", scene)


class Frames(unittest.TestCase):
    def test_an_event_counts_when_its_last_byte_is_there(self):
        data = 'id: t.1\nevent: answer.delta\ndata: {"text":"ü🚗"}\n\n'.encode()
        for cut in range(1, len(data)):
            frames = FrameReader()
            self.assertEqual(frames.feed(data[:cut]), [])
            self.assertEqual(frames.feed(data[cut:]), [("t.1", "answer.delta", {"text": "ü🚗"})])


class Receipts(unittest.TestCase):
    def test_a_question_that_was_never_acknowledged_may_be_absent(self):
        scene = Scene()
        scene.drop(Event)
        scene.drop(Receipt)
        scene.run.by_file.clear()
        scene.run.by_api.clear()
        self.assertEqual({v.kind for found in judge(scene.run)[1].values() for v in found}, set())


class ZEveryCheck(unittest.TestCase):
    """Runs last, by its name."""

    def test_every_check_was_seen_to_fail(self):
        self.assertEqual({type(check).__name__ for check in ALL} - {type(check).__name__ for check in FindingCase.seen}, set())


__all__ = ["Behaviour"]

if __name__ == "__main__":
    unittest.main()
