"""Run first in the frozen program: Ctrl+C is a sentence from here on, before other hooks."""

from desktop.system.interrupt import end_at_once

end_at_once()
