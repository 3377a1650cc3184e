from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

BODY = "(1 + logvar - mu.pow(2) - logvar.exp())"
LINES = [
    f"-0.5 * torch.sum{BODY}",
    f"-0.5 * torch.mean{BODY}",
    f"-0.5 * torch.sum({BODY}, 1)",
    f"-0.5 * torch.sum({BODY}, dim=0)",
    f"-0.5 * torch.sum({BODY}, dim=-1)",
    f"-0.5 * torch.sum({BODY}, dim=-2)",
    f"-0.5 * torch.sum({BODY}, dim=(0, 1))",
    f"-0.5 * torch.sum({BODY}, dim=[-1])",
    f"-0.5 * torch.sum({BODY}, 1, True)",
    f"-0.5 * torch.sum({BODY}, axis=1, keepdims=True)",
    f"-0.5 * torch.sum({BODY}, dim=1, keepdim=True).sum()",
    f"-0.5 * torch.mean({BODY}, dim=1, keepdim=True).sum()",
    f"-0.5 * torch.sum({BODY}, dim=1, keepdim=True).mean()",
    f"-0.5 * torch.sum({BODY}, dim=1, keepdim=True).sum(1)",
    f"torch.mean(-0.5 * torch.sum({BODY}, dim=1), dim=0)",
    f"-0.5 * {BODY}.sum(0).mean()",
    f"-0.5 * {BODY}.mean(-1).sum(-1)",
    f"-0.5 * torch.sum{BODY} / mu.size(0)",
    f"-0.5 * torch.sum{BODY} / mu.shape[1]",
    f"-0.5 * torch.sum{BODY} / len(mu)",
    f"-0.5 * {BODY}.flatten(1).sum(1)",
    f"-0.5 * {BODY}.view(mu.size(0), -1).sum(1)",
    f"-0.5 * {BODY}.view(-1).sum()",
    "0.5 * (logvar - logvar.mean(1, keepdim=True)).pow(2).sum(1)",
    "(logvar * mu.sum(0)).sum()",
    "logvar - mu.sum(dim=1, keepdim=True)",
    "mu.pow(2).add_(logvar.exp()).mul_(-1).add_(1).add_(logvar).sum().mul_(-0.5)",
    "logvar.mul(0.5).exp_().mul(2).log_()",
    "torch.add(mu, logvar).sub(std).div(2).neg()",
    "torch.mul(torch.sub(mu, 1), torch.div(logvar, std))",
    "torch.square(mu) + torch.sqrt(std) + torch.rsqrt(std) + torch.reciprocal(std) + torch.abs(mu - 1)",
    "torch.log1p(mu) + torch.expm1(logvar) + std.log2() + std.log10() + torch.negative(mu) + mu.true_divide(2)",
    "torch.pow(2, mu) + torch.pow(mu, exponent=2) + mu.pow(exponent=3) + mu**-1",
    "torch.clamp(mu, 0.5, 1) + mu.clamp(min=0.7) + mu.clamp(max=0.7) + torch.maximum(mu, std) + torch.minimum(mu, std)",
    "mu.detach().clone().double().to(torch.float64) + torch.tensor(0.25)",
    "var = std**2\nkl = 0.5 * (var + mu**2 - 1 - var.log()).sum(-1)\nkl.mean()",
    "kl = torch.log(s2 / std) + (std**2 + (mu - m2)**2) / (2 * s2**2) - 0.5\nkl = kl.sum(1)\nkl = kl.mean()",
    "x = mu\nx = x * 2\nx = x - logvar\nx.sum(1)",
    "x = mu\nx = -x**2\ny = x / 3\ny.mean(0)",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_torch_runs_it(line: str, same: Any) -> None:
    assert same(line, {"torch": torch}, lambda array: torch.tensor(array.copy(), dtype=torch.float64))


def test_a_line_that_is_misread_would_show(same: Any) -> None:
    """What is read as one thing and run as another is told apart: here `torch` is given a sum that is a mean."""

    class Lying:
        sum = staticmethod(torch.mean)

    assert not same("torch.sum(mu, 1)", {"torch": Lying}, lambda array: torch.tensor(array.copy()))
