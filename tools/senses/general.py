"""Writes the senses that English gives to pieces of words: where `make senses` begins.

`make general-senses` runs it; it is needed again only for another model or another size.

The model is all-MiniLM-L6-v2 of the Sentence Transformers project (Reimers and Gurevych, 2019; Apache 2.0). It reads
each piece of its vocabulary (WordPiece: Wu and others, 2016) alone, as BERT does (Devlin and others, 2019); of what it
makes of them all, the directions in which they differ most are kept. A line is a piece and a letter for each number,
with `P` for nought, as in `crates/search/src/words/senses.txt`.
"""

import hashlib
import importlib.util
import json
import re
import sys
import zipfile
from pathlib import Path

import numpy as np

# Of the model as it was published.
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SIZE = 128
LAYERS = 6
HEADS = 12
EPSILON = 1e-12
CLS, SEP = 101, 102
AT_ONCE = 1024
MOST = 46.0
# So few of the numbers in ten thousand may be larger than the largest letter.
CUT_OFF = 5


def read_model() -> tuple[dict[str, np.ndarray], dict[str, int]]:
    spec = importlib.util.find_spec("all_minilm_l6_v2")
    archive = zipfile.ZipFile(Path(spec.origin).parent / "model.zip")
    packed = archive.read("model.safetensors")
    found = hashlib.sha256(packed).hexdigest()
    if found != WEIGHTS:
        sys.exit(f"these are other weights: {found}")
    head = int.from_bytes(packed[:8], "little")
    tensors = {}
    for name, entry in json.loads(packed[8 : 8 + head]).items():
        if entry.get("dtype") == "F32":
            start, end = (8 + head + at for at in entry["data_offsets"])
            tensors[name] = np.frombuffer(packed[start:end], np.float32).reshape(entry["shape"])
    return tensors, json.loads(archive.read("tokenizer.json"))["model"]["vocab"]


def normed(rows, gain, bias):
    mean = rows.mean(-1, keepdims=True)
    spread = np.sqrt(rows.var(-1, keepdims=True) + EPSILON)
    return (rows - mean) / spread * gain + bias


def gelu(rows):
    """Of the error function by Abramowitz and Stegun, 7.1.26, which is exact enough here."""
    half = np.abs(rows) / np.sqrt(2.0)
    part = 1.0 / (1.0 + 0.3275911 * half)
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    error = 1.0 - sum(term * part ** (power + 1) for power, term in enumerate(terms)) * np.exp(-half * half)
    return rows * 0.5 * (1.0 + np.sign(rows) * error)


def read_alone(model, pieces):
    """What the model makes of each piece between its two marks."""
    ids = np.stack([np.full_like(pieces, CLS), pieces, np.full_like(pieces, SEP)], 1)
    count, length = ids.shape

    def dense(rows, name):
        return rows @ model[f"{name}.weight"].T + model[f"{name}.bias"]

    def norm(rows, name):
        return normed(rows, model[f"{name}.weight"], model[f"{name}.bias"])

    rows = (
        model["embeddings.word_embeddings.weight"][ids]
        + model["embeddings.position_embeddings.weight"][:length]
        + model["embeddings.token_type_embeddings.weight"][0]
    )
    rows = norm(rows, "embeddings.LayerNorm")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"

        def heads(name):
            shape = (count, length, HEADS, -1)
            return dense(rows, f"{layer}.attention.self.{name}").reshape(shape).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        weights = np.exp(query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]))
        weights /= weights.sum(-1, keepdims=True)
        seen = (weights @ value).transpose(0, 2, 1, 3).reshape(count, length, -1)
        rows = norm(rows + dense(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = gelu(dense(rows, f"{layer}.intermediate.dense"))
        rows = norm(rows + dense(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = rows.mean(1)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def main(file: Path) -> None:
    model, vocabulary = read_model()
    pieces = sorted(piece for piece in vocabulary if re.fullmatch("(##)?[a-z0-9]+", piece))
    ids = np.array([vocabulary[piece] for piece in pieces])
    senses = np.concatenate([read_alone(model, ids[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE)])
    senses = senses - senses.mean(0)
    directions = np.linalg.svd(senses, full_matrices=False)[2][:SIZE]
    # A direction and its opposite are one: the larger side is made the positive.
    directions *= np.sign(directions[np.arange(SIZE), np.abs(directions).argmax(1)])[:, None]
    senses = senses @ directions.T
    sizes = np.sort(np.abs(senses), axis=None)
    largest = sizes[len(sizes) - 1 - len(sizes) * CUT_OFF // 10_000]
    letters = np.clip(np.rint(senses * MOST / largest), -MOST, MOST).astype(int) + ord("P")
    lines = (f"{piece} {''.join(map(chr, row))}\n" for piece, row in zip(pieces, letters))
    file.write_text("".join(lines))
    print(f"{len(pieces)} pieces written")


main(Path(sys.argv[1]))
