# SPDX-License-Identifier: MIT
"""broken.py OUTPUT DESCRIPTOR COMMAND...: runs a command with an output that
cannot be written: unread, a pipe whose reader has gone; ignored, the same where
SIGPIPE is; full, a disk; gone, a terminal; closed."""
import os
import signal
import sys

output, descriptor, *command = sys.argv[1:]
ends = []
if output in ("unread", "ignored"):
    ends = os.pipe()
elif output == "full":
    ends = [None, os.open("/dev/full", os.O_WRONLY)]
elif output == "gone":
    ends = os.openpty()
if ends:
    os.dup2(ends[1], int(descriptor))
    for end in ends:
        if end is not None:
            os.close(end)
else:
    os.close(int(descriptor))
# Python has ignored it.
signal.signal(signal.SIGPIPE,
              signal.SIG_IGN if output == "ignored" else signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execvp(command[0], command)
