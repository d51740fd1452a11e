"""A trigram model of what is said on calls like ours, estimated from phrasebook.txt."""

import math
import random
import re
from collections import Counter, defaultdict

EXPANSIONS = 160
ROOTS = ("caller", "desk")
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")


def read_phrasebook(path):
    """The phrasebook as {section: [phrase, ...]}."""
    sections = {}
    current = None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                current = sections.setdefault(line[1:-1], [])
            else:
                current.append(line)
    return sections


def expand(phrase, sections, rng):
    """One sentence out of a phrase: slots and alternatives chosen by `rng`."""
    while True:
        chosen = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), phrase)
        chosen = SLOT.sub(lambda match: rng.choice(sections[match[1]]), chosen)
        if chosen == phrase:
            return phrase.split()
        phrase = chosen


def sentences(path, vocabulary):
    """Sentences of the phrasebook, the same ones every time; those with words outside `vocabulary` are left out."""
    sections = read_phrasebook(path)
    rng = random.Random(20)
    for root in ROOTS:
        for phrase in sections[root]:
            for _ in range(EXPANSIONS if "{" in phrase or "(" in phrase else 12):
                words = expand(phrase, sections, rng)
                if all(word in vocabulary for word in words):
                    yield words


def write_arpa(path, corpus):
    """Writes a trigram model with Witten-Bell smoothing in ARPA format."""
    counts = [Counter(), Counter(), Counter()]
    for words in corpus:
        tokens = ["<s>", *words, "</s>"]
        for order in range(3):
            for at in range(len(tokens) - order):
                gram = tuple(tokens[at : at + order + 1])
                if gram != ("<s>",):
                    counts[order][gram] += 1
    unigrams = counts[0]
    total = sum(unigrams.values())
    probability = {gram: count / total for gram, count in unigrams.items()}
    grams = [{("<s>",): None, **probability}]
    backoffs = {}
    for order in (1, 2):
        followers = defaultdict(dict)
        for gram, count in counts[order].items():
            followers[gram[:-1]][gram[-1]] = count
        level = {}
        for history, nexts in followers.items():
            seen = sum(nexts.values())
            share = len(nexts) / (len(nexts) + seen)
            for word, count in nexts.items():
                lower = grams[order - 1][(*history[1:], word)]
                level[(*history, word)] = (1 - share) * count / seen + share * lower
            backoffs[history] = share
        grams.append(level)
    with open(path, "w", encoding="utf-8") as out:
        out.write("\\data\\\n")
        for order, level in enumerate(grams, 1):
            out.write(f"ngram {order}={len(level)}\n")
        for order, level in enumerate(grams, 1):
            out.write(f"\n\\{order}-grams:\n")
            for gram, value in sorted(level.items()):
                log = -99 if value is None else math.log10(value)
                backoff = f" {math.log10(backoffs.get(gram, 1)):.4f}" if order < 3 else ""
                out.write(f"{log:.4f} {' '.join(gram)}{backoff}\n")
        out.write("\n\\end\\\n")
