"""The recogniser's own files, made once and kept: a dictionary of common and domain words, and the domain's model."""

import hashlib
import os
import re
import tempfile
from importlib.metadata import version

import pocketsphinx

import language_model
from pocketsphinx_decoder import DICTIONARY, GENERAL_MODEL

HERE = os.path.dirname(os.path.abspath(__file__))
PHRASEBOOK = os.path.join(HERE, "phrasebook.txt")
COMMON_WORDS = 20_000
EXTRA_WORDS = {"viewings": "V Y UW IH NG Z", "voicemail": "V OY S M EY L"}
# Never guessed at: a misheard caller must not read as a rude one.
RUDE = re.compile(r"fuck|shit|cunt|bitch|nigg|whore|slut|bastard|asshole|faggot|pussy|porn|^(dick|dickhead|cock)s?$")


def prepared_files():
    """The dictionary's and the domain model's file names: from the cache, else made now (1.3 s of CPU)."""
    folder = os.path.join(_cache_folder(), f"recognizer-{_fingerprint()}")
    if not os.path.isdir(folder):
        folder = _make(folder)
    return os.path.join(folder, "words.dict"), os.path.join(folder, "domain.arpa")


def _cache_folder():
    own = os.environ.get("PARLEY_CACHE_DIR")
    return own or os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "parley")


def _fingerprint():
    digest = hashlib.sha256(version("pocketsphinx").encode())
    for file in (os.path.abspath(__file__), language_model.__file__, PHRASEBOOK):
        with open(file, "rb") as content:
            digest.update(content.read())
    return digest.hexdigest()[:16]


def _make(folder):
    """Makes the files beside `folder` and moves them there at once, as others may be doing the same."""
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        work = tempfile.mkdtemp(prefix="recognizer-", suffix=".part", dir=os.path.dirname(folder))
    except OSError:
        work = tempfile.mkdtemp(prefix="parley-recognizer-")
    _write_files(work)
    try:
        os.rename(work, folder)
    except OSError:
        return folder if os.path.isdir(folder) else work
    return folder


def _write_files(folder):
    entries = [(word, word, phones) for word, phones in EXTRA_WORDS.items()]
    with open(DICTIONARY, encoding="utf-8") as lines:
        for line in lines:
            entry, _, phones = line.strip().partition(" ")
            word = entry.partition("(")[0] or entry
            if not RUDE.search(word):
                entries.append((word, entry, phones))
    vocabulary = {word for word, _, _ in entries}
    sentences = list(language_model.sentences(PHRASEBOOK, vocabulary))
    language_model.write_arpa(os.path.join(folder, "domain.arpa"), sentences)

    general = pocketsphinx.NGramModel.readfile(GENERAL_MODEL)
    common = sorted(vocabulary, key=lambda word: (-general.prob([word]), word))[:COMMON_WORDS]
    kept = set(common) | {word for words in sentences for word in words}
    with open(os.path.join(folder, "words.dict"), "w", encoding="utf-8") as out:
        out.writelines(f"{entry} {phones}\n" for word, entry, phones in entries if word in kept)
