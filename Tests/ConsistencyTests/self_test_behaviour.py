"""The second half of the self-test: what Kaya does, rather than what it says."""

from dataclasses import replace

from finding_case import FindingCase
from records import Event, Refusal, Stored, Window
from scene import OTHER, TOKENS, TURN, Scene


class Behaviour(FindingCase):
    def test_calls(self):
        scene = Scene()
        scene.receipt(OTHER, at=11)
        scene.run.by_file[OTHER] = scene.run.by_api[OTHER] = Stored(OTHER, scene.question.text, "", "finished", "stop")
        self.expect("asked twice", scene)
        scene = Scene(is_kept=False)
        scene.run.calls.append(scene.call)
        self.expect("billed twice", scene)
        scene.call.sent.clear()
        self.assertNotIn("billed twice", self.found(scene))
        scene = Scene(plan="leave")
        scene.note("all left", at=11)
        scene.call.ended = 21
        self.expect("model not stopped", scene)
        scene.call.ended = 15
        self.assertNotIn("model not stopped", self.found(scene))

    def test_a_question_that_is_not_kept_is_new_when_its_answer_is_forgotten(self):
        for is_kept, after, is_new in ((False, 9.0, True), (False, 2.0, False), (True, 9.0, False)):
            scene = Scene(is_kept=is_kept)
            scene.run.retention = 3.0
            began = scene.call.ended + after
            scene.run.calls.append(replace(scene.call, began=began, ended=began + 3))
            scene.receipt(OTHER, at=began)
            self.assertEqual(self.found(scene).isdisjoint({"billed twice", "asked twice"}), is_new)

    def test_equal_questions(self):
        scene = Scene()
        scene.run.questions[2] = replace(scene.question, stream=2, same_as=1, visitor="w")
        scene.run.calls.append(scene.call)
        self.assertEqual(self.found(scene), set())

    def test_endings(self):
        scene = Scene()
        scene.event("a", 3, TOKENS + 3, "delta", "")
        self.expect("more after the end", scene)
        scene = Scene()
        scene.note("stream without end")
        self.expect("no end", scene)
        scene = Scene()
        scene.records.append(Refusal(14, "a", 0, 1, TURN, "after-end", 200, ""))
        self.expect("end forgotten", scene)
        scene = Scene()
        scene.note("hangs")
        self.expect("hangs", scene)
        for outcome in ("interrupted", "upstream-cut", "storage-unavailable", "stopped", "internal"):
            scene = Scene()
            scene.change(Event, "a", -1, outcome=outcome)
            self.expect("ending without reason", scene)
        scene = Scene()
        scene.run.accidents.append("Kaya ended by itself")
        self.expect("accident", scene)

    def test_refusals(self):
        for doing, status, code, kind in (
            ("ask", 409, "duplicate-request", "ask refused"), ("ask", 503, "draining", "ask refused"),
            ("read by rich", 404, "stream-lost", "read by rich refused"), ("probe foreign", 200, "", "foreign read"),
            ("probe malformed", 500, "internal", "probe"),
            ("read by poll", 400, "bad-request", "read by poll refused")):  # fmt: skip
            scene = Scene()
            scene.records.append(Refusal(12, "a", 0, 1, TURN, doing, status, code))
            self.expect(kind, scene)
        scene = Scene(is_kept=False)
        scene.records.append(Refusal(12, "a", 0, 1, TURN, "read by rich", 404, "stream-lost"))
        scene.run.windows.append(Window("kill", 11, 11.5))
        self.assertEqual(self.found(scene), set())
