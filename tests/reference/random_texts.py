# SPDX-License-Identifier: MIT
"""Random texts that a tokenizer may stumble over, and their ids by the Hugging Face tokenizers library."""
import random

from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece

WORDS = """superconductor superconducting narrow-bandgap semiconductor ferroelectric perovskite zeolite
metal-organic framework crystal structure of the new layered oxide La2CuO4 Bi2Te3 thermoelectric liquid silicon
amorphous glass diamond rock-salt synthesis and magnetic properties Müller Ångström α-quartz β-phase Δ-E Tc=92K
(NH4)2SO4 ﬁlm naïve Đặng Straße ΣΊΣΥΦΟΣ İstanbul 結晶 構造 反強磁性 고온 초전도체 кристалл مواد""".split()
SPECIAL = ["[MASK]", "[SEP]", "[CLS]", "[PAD]", "[UNK]", "[mask]", "[MASK", "[[SEP]]", "[UNUSED]"]
BLOCKS = [
    (0x20, 0x7E), (0x00, 0xFF), (0x100, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF),
    (0xE00, 0x11FF), (0x1400, 0x18AF), (0x1AB0, 0x1CFF), (0x1D00, 0x1FFF), (0x2000, 0x2BFF), (0x2E00, 0x30FF),
    (0x3400, 0x9FFF), (0xA4D0, 0xABFF), (0xAC00, 0xD7FF), (0xE000, 0xF8FF), (0xF900, 0xFFFF), (0x10000, 0x1FFFF),
    (0x1D000, 0x1D7FF), (0x1F000, 0x1FBFF), (0x20000, 0x323AF), (0xE0000, 0x10FFFF),
]
SPACES = " \t\n\r\x0b\x0c\x1c\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\u180e"


def random_char(rng):
    kind = rng.random()
    if kind < 0.15:
        return rng.choice(SPACES)
    if kind < 0.35:
        return chr(rng.randint(0x61, 0x7A))
    while True:
        low, high = (0, 0x10FFFF) if kind > 0.85 else rng.choice(BLOCKS)
        code = rng.randint(low, high)
        if not 0xD800 <= code < 0xE000:
            return chr(code)


def random_text(rng):
    kind = rng.random()
    if kind < 0.55:
        return "".join(random_char(rng) for _ in range(rng.randint(0, 40)))
    if kind < 0.6:  # words about as long as the longest one that is not unknown
        return rng.choice("aéß結") * rng.randint(95, 105) + rng.choice(["", " a", ",a"])
    words = [rng.choice(WORDS) for _ in range(rng.randint(1, 60 if kind < 0.65 else 8))]
    for _ in range(rng.randint(0, 4)):
        words.insert(rng.randint(0, len(words)), rng.choice(SPECIAL) if rng.random() < 0.4 else random_char(rng))
    text = list(rng.choice([" ", "", " ", "  "]).join(words))
    for _ in range(rng.randint(0, 3)):
        text.insert(rng.randint(0, len(text)), random_char(rng))
    return "".join(text)


def random_texts(count, seed):
    rng = random.Random(seed)
    return [random_text(rng) for _ in range(count)]


def bert_tokenizer(vocab_file, lower_case, strip_accents, chinese):
    """What transformers' BertTokenizer builds, without truncation."""
    with open(vocab_file, encoding="utf-8") as lines:
        vocab = {line.rstrip("\n"): i for i, line in enumerate(lines)}
    tokenizer = Tokenizer(WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=chinese, strip_accents=strip_accents, lowercase=lower_case)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", vocab["[SEP]"]), ("[CLS]", vocab["[CLS]"]))
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    return tokenizer


def token_records(vocab_file, texts, max_tokens, lower_case=True, strip_accents=None, chinese=True):
    """One dictionary a text: text, ids cut at max_tokens, whether it was cut, the settings."""
    tokenizer = bert_tokenizer(vocab_file, lower_case, strip_accents, chinese)
    lengths = [len(e.ids) for e in tokenizer.encode_batch(texts)]
    tokenizer.enable_truncation(max_tokens)
    strip = lower_case if strip_accents is None else strip_accents
    return [{"text": text, "ids": encoding.ids, "cut": length > max_tokens,
             "settings": [lower_case, strip, chinese]}
            for text, encoding, length in zip(texts, tokenizer.encode_batch(texts), lengths)]
