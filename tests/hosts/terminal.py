# SPDX-License-Identifier: MIT
"""terminal.py COMMAND...: runs a command in a terminal of its own and types
Ctrl-C when it has said "ready".

Prints what the command wrote, and exits with its status; a signal that ended
it is printed by number.
"""

import os
import pty
import sys


def main(command):
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    output = b""
    typed = False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:     # EIO: the other end is closed
            piece = b""
        if not piece:
            break
        output += piece
        if not typed and b"ready\r\n" in output:
            typed = True
            os.write(terminal, b"\x03")
    status = os.waitpid(child, 0)[1]
    sys.stdout.write(output.decode().replace("\r\n", "\n"))
    if os.WIFSIGNALED(status):
        print(f"signal {os.WTERMSIG(status)}")
        return 0
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
