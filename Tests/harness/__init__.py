"""What the tests written in Python share: processes that end with the test, a running Kaya, and a count of findings."""
