"""Training steps of a transformer encoder in PyTorch, one for each line on standard input; stepTime.bench.ts asks for them.

Arguments: layers width heads hidden sequences words vocabulary. Each step answers with a line: seconds, seconds of CPU time over all threads, and the
most memory that the process has had, in bytes.
"""
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, HIDDEN, SEQUENCES, WORDS, VOCABULARY = map(int, sys.argv[1:8])
LABELS, DROPOUT = 9, 0.1


class Layer(nn.Module):
    """Pre-norm; dropout on attention and on what each part adds."""

    def __init__(self):
        super().__init__()
        self.attention_norm, self.feed_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.expand, self.contract = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)

    def forward(self, x, mask):
        normed = self.attention_norm(x)
        split = lambda part: part(normed).view(SEQUENCES, WORDS, HEADS, -1).transpose(1, 2)
        query, key, value = split(self.query), split(self.key), split(self.value)
        scores = query @ key.transpose(-1, -2) * (WIDTH / HEADS) ** -0.5 + mask
        read = functional.dropout(torch.softmax(scores, -1), DROPOUT) @ value
        read = self.output(read.transpose(1, 2).reshape(x.shape))
        x = x + functional.dropout(read, DROPOUT)
        fed = self.contract(functional.gelu(self.expand(self.feed_norm(x))))
        return x + functional.dropout(fed, DROPOUT)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm, self.labels = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, LABELS)

    def forward(self, ids, mask):
        x = functional.dropout(self.words(ids), DROPOUT)
        for layer in self.layers:
            x = layer(x, mask)
        return self.labels(self.norm(x))


torch.set_num_threads(2)
torch.manual_seed(1)
encoder = Encoder()
groups = [
    {"params": [p for p in encoder.parameters() if p.ndim >= 2], "weight_decay": 0.01},
    {"params": [p for p in encoder.parameters() if p.ndim < 2], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.98), foreach=True)
numbers = torch.arange(SEQUENCES * WORDS).reshape(SEQUENCES, WORDS) * 7919
ids, targets = numbers % VOCABULARY, numbers % LABELS
mask = torch.zeros(SEQUENCES, 1, 1, WORDS)

print(torch.__version__, torch.__config__.parallel_info().splitlines()[0], flush=True)
for _ in sys.stdin:
    started, before = time.perf_counter(), time.process_time()
    optimizer.zero_grad(set_to_none=True)
    loss = functional.cross_entropy(encoder(ids, mask).flatten(0, 1), targets.flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
    optimizer.step()
    loss.item()
    seconds, cpu = time.perf_counter() - started, time.process_time() - before
    print(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
