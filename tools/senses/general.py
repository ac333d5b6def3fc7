"""Writes the senses that English gives to pieces of words: where `make senses` begins.

`make general-senses` runs it, which takes a quarter of an hour; it is needed again for another model or another size, or
when the library has become another.

The model is all-MiniLM-L6-v2 of the Sentence Transformers project (Reimers and Gurevych, 2019; Apache 2.0). It reads
each piece of its vocabulary (WordPiece: Wu and others, 2016) alone, as BERT does (Devlin and others, 2019); of what it
makes of them all, the directions in which they differ most are kept. Then it reads the phrases of the library, and the
pieces are moved, by Adam (Kingma and Ba, 2015), until those of a phrase together point where the model says. A line is a
piece and a letter for each number, with `P` for nought, as in `crates/search/src/words/senses.txt`.
"""

import hashlib
import importlib.util
import json
import re
import sys
import tomllib
import unicodedata
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
ROUNDS = 4
BATCH = 256
STEP = 0.003
# A piece that this share of phrases lacks one of counts half, as in `learn/moving.rs`.
COMMON = 200.0
# No phrase is longer.
LONGEST = 48
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


def read(model, texts):
    """What the model makes of each text between its two marks. All have as many pieces."""
    ids = np.pad(texts, ((0, 0), (1, 1)), constant_values=((0, 0), (CLS, SEP)))
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


def cut(word, vocabulary):
    """The longest pieces, from the beginning of the word to its end; none when one is missing."""
    pieces, rest = [], word
    while rest:
        mark = "##" if pieces else ""
        end = next((end for end in range(len(rest), 0, -1) if mark + rest[:end] in vocabulary), None)
        if end is None:
            return []
        pieces.append(vocabulary[mark + rest[:end]])
        rest = rest[end:]
    return pieces


def phrases(content: Path, vocabulary):
    """The short texts of each page, in pieces."""
    for file in sorted(content.glob("*/*.md")):
        head = tomllib.loads(file.read_text().removeprefix("+++\n").split("\n+++", 1)[0])
        lists = (head.get(key, []) for key in ("asked_as", "also_known_as", "plain"))
        for text in [head["title"], head.get("summary", ""), *(text for texts in lists for text in texts)]:
            bare = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'").replace("'", ""))
            words = re.findall("[a-z0-9]+", "".join(letter for letter in bare if not unicodedata.combining(letter)))
            pieces = [piece for word in words for piece in cut(word, vocabulary)]
            if pieces:
                yield pieces[:LONGEST]


class Moved:
    """Numbers that move, with Adam's memory of their slopes."""

    def __init__(self, numbers):
        self.numbers, self.steps = numbers, 0
        self.mean, self.square = np.zeros_like(numbers), np.zeros_like(numbers)

    def step(self, slope):
        self.steps += 1
        self.mean += 0.1 * (slope - self.mean)
        self.square += 0.001 * (slope * slope - self.square)
        mean, square = self.mean / (1 - 0.9**self.steps), self.square / (1 - 0.999**self.steps)
        self.numbers -= STEP * mean / (np.sqrt(square) + 1e-8)


def scaled(rows):
    length = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    return rows / length, length


def moved(model, senses, texts):
    """The senses moved until those of each text together point where the model says, by way of one map."""
    # Of texts as long as each other, many are read at once.
    meant = np.zeros((len(texts), model["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    by_length = {}
    for number, pieces in enumerate(texts):
        by_length.setdefault(len(pieces), []).append(number)
    for length, numbers in sorted(by_length.items()):
        for at in range(0, len(numbers), AT_ONCE // 4):
            some = numbers[at : at + AT_ONCE // 4]
            meant[some] = read(model, np.array([texts[number] for number in some]))
        print(f"{len(numbers)} phrases of {length} pieces read", flush=True)
    having = np.zeros(len(senses), np.float32)
    for pieces in texts:
        having[list(set(pieces))] += 1
    tells = (1.0 / (1.0 + COMMON * having / len(texts)))[:, None]
    chance = np.random.default_rng(0)
    rows = Moved((senses / np.linalg.norm(senses, axis=1).mean() * tells).astype(np.float32))
    onto = Moved(chance.normal(0, 0.1, (senses.shape[1], meant.shape[1])).astype(np.float32))
    for number in range(ROUNDS):
        order = chance.permutation(len(texts))
        loss = 0.0
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            pieces = np.concatenate([texts[text] for text in some])
            whose = np.repeat(np.arange(len(some)), [len(texts[text]) for text in some])
            sums = np.zeros((len(some), senses.shape[1]), np.float32)
            np.add.at(sums, whose, rows.numbers[pieces])
            said, length = scaled(sums)
            seen, wide = scaled(said @ onto.numbers)
            near = (seen * meant[some]).sum(1, keepdims=True)
            loss += float((1.0 - near).sum())
            slope = (near * seen - meant[some]) / wide / len(some)
            back = slope @ onto.numbers.T
            back = (back - (back * said).sum(1, keepdims=True) * said) / length
            slopes = np.zeros_like(rows.numbers)
            np.add.at(slopes, pieces, back[whose])
            onto.step(said.T @ slope)
            rows.step(slopes)
        print(f"round {number + 1} of {ROUNDS}: {loss / len(order):.3f}", flush=True)
    return rows.numbers / tells


def main(content: Path, file: Path) -> None:
    model, vocabulary = read_model()
    pieces = sorted(piece for piece in vocabulary if re.fullmatch("(##)?[a-z0-9]+", piece))
    ids = np.array([vocabulary[piece] for piece in pieces])
    alone = ids[:, None]
    senses = np.concatenate([read(model, alone[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE)])
    senses = senses - senses.mean(0)
    directions = np.linalg.svd(senses, full_matrices=False)[2][:SIZE]
    # A direction and its opposite are one: the larger side is made the positive.
    directions *= np.sign(directions[np.arange(SIZE), np.abs(directions).argmax(1)])[:, None]
    everything = np.zeros((max(vocabulary.values()) + 1, SIZE), np.float32)
    everything[ids] = senses @ directions.T
    known = {piece: vocabulary[piece] for piece in pieces}
    senses = moved(model, everything, list(phrases(content, known)))[ids]
    sizes = np.sort(np.abs(senses), axis=None)
    largest = sizes[len(sizes) - 1 - len(sizes) * CUT_OFF // 10_000]
    letters = np.clip(np.rint(senses * MOST / largest), -MOST, MOST).astype(int) + ord("P")
    lines = (f"{piece} {''.join(map(chr, row))}\n" for piece, row in zip(pieces, letters))
    file.write_text("".join(lines))
    print(f"{len(pieces)} pieces written")


main(Path(sys.argv[1]), Path(sys.argv[2]))
