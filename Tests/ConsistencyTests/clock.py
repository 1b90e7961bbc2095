"""A wall clock that can be moved while Kaya runs, by libfaketime where that is installed."""

import glob
import os


class MovableClock:
    """Tells Kaya a wall clock that is some hours off; monotonic clocks stay true."""

    def __init__(self, folder):
        self._file = folder / "clock"
        self._library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)
        self.move(0)

    @property
    def is_there(self):
        return self._library is not None

    @property
    def environment(self):
        if not self._library:
            return {}
        return {
            "LD_PRELOAD": self._library,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
        }

    def move(self, seconds):
        """Sets the clock so far before or after the true time; Kaya notices within a second."""
        written = self._file.with_suffix(".new")
        written.write_text(f"{seconds:+d}\n")
        os.replace(written, self._file)

    @staticmethod
    def forget(process):
        """Removes what the library leaves behind of a killed process."""
        for left in glob.glob(f"/dev/shm/*faketime_*_{process}"):
            os.remove(left)
