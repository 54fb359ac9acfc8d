"""Opens the data and wires the parts: the Python API.

workspace = Workspace.open()
brief = workspace.brief("CHN", "PRK", "2017-07", as_known=date(2017, 8, 26))
"""

from yalu.workspace.acts import Acts
from yalu.workspace.briefs import MonthlyBrief
from yalu.workspace.figures import Figures
from yalu.workspace.proofs import Proofs

__all__ = ["MonthlyBrief", "Workspace"]


class Workspace(Figures, Acts, Proofs):
    """The data of one user: the reference release, and what was loaded since."""
