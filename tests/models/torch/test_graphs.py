"""What is captured is replayed for its shapes; what cannot be is called directly."""

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from removerbot.imaging.types import DecodeRequest, Prompt, Size
from removerbot.models.torch import sam as torch_sam
from removerbot.models.torch.graphs import Graphs, Work
from removerbot.models.torch.sam import TorchSam
from tests.models.random_weights import Shape, random_sam
from tests.models.scenes import draw


class Counter:
    """Counts calls of work, and of its replays."""

    def __init__(self) -> None:
        self.called = self.replayed = 0

    def work(self, x: Tensor, y: Tensor) -> tuple[Tensor]:
        self.called += 1
        return (x + y,)

    def capture(self, work: Work, inputs: Sequence[Tensor]) -> Work:
        work(*inputs)

        def replay(*given: Tensor) -> tuple[Tensor, ...]:
            self.replayed += 1
            return work(*given)

        return replay


def test_only_shapes_that_were_captured_are_replayed() -> None:
    counter = Counter()
    graphs = Graphs(counter.work, counter.capture)
    two, three = torch.ones(2), torch.ones(3)
    assert graphs.capture(two, two)
    assert graphs(two, two)[0].tolist() == [2, 2]
    assert graphs(three, three)[0].tolist() == [2, 2, 2]
    assert (counter.replayed, counter.called) == (1, 3)


@pytest.mark.parametrize(
    "error", [RuntimeError("not permitted"), torch.OutOfMemoryError("full")]
)
def test_without_a_graph_the_work_is_called(
    error: RuntimeError, caplog: pytest.LogCaptureFixture
) -> None:
    def capture(_work: Work, _inputs: Sequence[Tensor]) -> Work:
        raise error

    counter = Counter()
    graphs = Graphs(counter.work, capture)
    assert not graphs.capture(torch.ones(2), torch.ones(2))
    assert graphs(torch.ones(2), torch.ones(2))[0].tolist() == [2, 2]
    assert str(error) in caplog.text


def test_a_gpus_batches_are_filled_up_to_what_was_captured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The model on the processor, told that it is a GPU where it arranges batches."""
    model = TorchSam("small", random_sam(Shape(32, 1, 1, ())))
    embedding = model.encode(draw(Size(128, 96)).rgb)
    requests = [(embedding, DecodeRequest(Prompt([(40 * number, 90)]))) for number in range(11)]
    expected = [model.decode_all([each])[0] for each in requests]
    shapes: list[int] = []
    decode = model.decoder

    def noted(*inputs: Tensor) -> tuple[Tensor, ...]:
        shapes.append(len(inputs[0]))
        return decode(*inputs)

    class Device:
        type = "cuda"

    monkeypatch.setattr(model, "decoder", noted)
    monkeypatch.setattr(model, "_device", Device)
    monkeypatch.setattr(torch_sam, "on_device", lambda values, _: torch.tensor(values))
    answers = model.decode_all(requests)
    assert shapes == [8, 4]
    assert len(answers) == 11
    for answer, alone in zip(answers, expected, strict=True):
        for one, other in zip(answer, alone, strict=True):
            assert abs(one.logits - other.logits).max() < 1e-3
            assert one.score == pytest.approx(other.score, abs=1e-4)
