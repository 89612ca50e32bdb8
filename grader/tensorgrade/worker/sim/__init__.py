"""The simulated accelerator `sim`: a device on every machine that behaves as a GPU does and computes on the CPU.

`install()` registers it with torch (as a PrivateUse1 backend written in Python), after which `torch.device("sim")`,
`tensor.to("sim")`, `torch.zeros(3, device="sim")` and the rest of torch's words for devices work. What a GPU refuses it
refuses, in torch's own sentences: operands on two devices, `.numpy()` without `.cpu()`. So hard-coded devices and
tensors left on the CPU are found where there is no GPU. `Origins` tells the student's line where such a tensor was
made.
"""

from tensorgrade.worker.sim.backend import SimUnavailable, install
from tensorgrade.worker.sim.origins import Mixture, Origin, Origins

__all__ = ["Mixture", "Origin", "Origins", "SimUnavailable", "install"]
