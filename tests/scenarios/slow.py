# SPDX-License-Identifier: MIT
"""What asyncio logs of slow steps, as reports: for shared.py."""

import logging
import re
import sys

__all__ = ["tell_slow"]


class Reports(logging.Handler):
    def emit(self, record):
        if not str(record.msg).startswith("Executing"):
            return
        task = re.match(r"<Task .*?name='(.*?)'", record.args[0])
        name = task[1] if task else "-"
        sys.modules["oracle"].play.emit("report", "slow", name, "-")


def tell_slow():
    """From here on, in this scenario."""
    logger = logging.getLogger("asyncio")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.handlers[:] = [Reports()]
