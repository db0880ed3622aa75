"""The part of Windows' registry that belongs to one user, as far as we write it."""

import ctypes
import sys
from contextlib import suppress
from typing import Final

_ASSOCIATIONS_CHANGED: Final = 0x08000000
"""SHCNE_ASSOCCHANGED: Explorer looks again who opens what."""

if sys.platform == "win32":
    import winreg

    class UserClasses:
        """Keys below one of the user's own branch.

        Parameters
        ----------
        root : str
            The key below which all others are named.
        """

        def __init__(self, root: str) -> None:
            self._root = root

        def read(self, key: str, name: str) -> str | None:
            """Give a value; None where there is none."""
            with suppress(FileNotFoundError), self._opened(key) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
            return None

        def write(self, key: str, name: str, text: str) -> None:
            """Write a value, and the keys above it; raises OSError."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, self._place(key)) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def drop_value(self, key: str, name: str) -> None:
            """Take away a value, if there is one; raises OSError."""
            with suppress(FileNotFoundError), self._opened(key, winreg.KEY_WRITE) as opened:
                winreg.DeleteValue(opened, name)

        def drop_empty(self, key: str) -> None:
            """Take away a key in which there is nothing, if there is one; raises OSError."""
            with suppress(FileNotFoundError):
                with self._opened(key) as opened:
                    below, values, _ = winreg.QueryInfoKey(opened)
                if not below and not values:
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, self._place(key))

        def drop_tree(self, key: str) -> None:
            """Take away a key with all below it, if there is one; raises OSError."""
            with suppress(FileNotFoundError):
                with self._opened(key) as opened:
                    count = winreg.QueryInfoKey(opened)[0]
                    names = [winreg.EnumKey(opened, number) for number in range(count)]
                for name in names:
                    self.drop_tree(rf"{key}\{name}")
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, self._place(key))

        def tell(self) -> None:
            """Have Explorer look again."""
            ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)

        def _place(self, key: str) -> str:
            return rf"{self._root}\{key}"

        def _opened(self, key: str, access: int = winreg.KEY_READ) -> winreg.HKEYType:
            return winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._place(key), 0, access)
