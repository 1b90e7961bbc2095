"""What the self-tests share: judging a scene, and a note of the checks that were seen to fail."""

import unittest

from checks import judge


class FindingCase(unittest.TestCase):
    seen = set()

    def found(self, scene):
        """The kinds of violations in a run."""
        _, findings = judge(scene.run)
        for check, violations in findings.items():
            if violations:
                self.seen.add(check)
        return {violation.kind for violations in findings.values() for violation in violations}

    def expect(self, kind, scene):
        self.assertIn(kind, self.found(scene))
