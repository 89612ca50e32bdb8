"""Run the conformance suite in full and print, for each device, how many cases there are and how many agree.

`python -m sim_conformance` in tests/. The exit status is 1 when a case disagrees, 2 where `sim` is absent.
"""

from __future__ import annotations

import sys
import warnings

import torch

from sim_conformance.course import course_cases
from sim_conformance.operators import KNOWN, operator_cases
from sim_conformance.outcome import difference
from tensorgrade.worker.sim import SimUnavailable, install

SAMPLES = 12


def main() -> int:
    """Print the suite's outcome."""
    warnings.simplefilter("ignore")
    try:
        install()
    except SimUnavailable as error:
        print(f"sim: absent: {error}")
        return 2
    try:
        cases = [*course_cases(), *operator_cases(SAMPLES)]
    except ModuleNotFoundError as error:
        print(f"torch's tables of operators need {error.name}: pip install -e '.[dev]'")
        return 2
    failed = False
    for device in ("sim", *(["cuda"] if torch.cuda.is_available() else [])):
        differences = [found for case in cases if (found := difference(case, device))]
        agreeing = len(cases) - len(differences)
        print(f"{device}: {agreeing} of {len(cases)} cases as on the CPU ({agreeing / len(cases):.1%})")
        print("".join(f"  {found}\n" for found in differences), end="")
        failed = failed or bool(differences)
    print(f"left out: {', '.join(f'{name} ({reason})' for name, reason in KNOWN.items())}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
