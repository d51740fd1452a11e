"""Recognises speech of many segments at once.

Standard input: frames of a type byte, a segment number (u32, little endian), a length (u32) and that many bytes.
  S starts a segment; the bytes are cepstral means to start from, or empty
  A is audio of it, 16-bit mono at 16 kHz        F finishes it        X forgets it
Standard output: a JSON line {"ready": true} once, then for segments {"segment", "partial"} as words are heard,
{"segment", "final", "cmn"} once, or {"segment", "error"}. Ends when standard input ends.
"""

import json
import os
import queue
import signal
import struct
import sys
import threading

from pocketsphinx_decoder import Decoder
from prepare import prepared_files

HEADER = struct.Struct("<cII")
DOMAIN_WEIGHT = 0.8
MAX_DECODERS = 8
# Means over the voices of flite: what an unknown speaker starts from.
FIRST_CMN = "54,1.2,12.7,19,4.4,1.3,2.8,-5.3,-3.2,-1,7.5,4.7,5.1"

output_lock = threading.Lock()


def say(**message):
    with output_lock:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


class Segment:
    def __init__(self, number, cmn):
        self.number = number
        self.cmn = cmn
        self.work = queue.SimpleQueue()


class DecoderPool:
    """Threads with a decoder each, up to MAX_DECODERS; a segment that finds none free waits its turn."""

    def __init__(self, files):
        self.files = files
        self.waiting = queue.SimpleQueue()
        self.lock = threading.Lock()
        self.started = 0
        self.busy = 0

    def add(self, on_ready=None):
        with self.lock:
            if self.started >= MAX_DECODERS:
                return
            self.started += 1
        threading.Thread(target=self._run, args=(on_ready,), daemon=True).start()

    def submit(self, segment):
        with self.lock:
            self.busy += 1
            none_spare = self.busy >= self.started
        self.waiting.put(segment)
        if none_spare:
            self.add()

    def _run(self, on_ready):
        try:
            decoder = Decoder(*self.files, DOMAIN_WEIGHT)
        except Exception as error:  # noqa: BLE001: the parent is told, and starts another process
            sys.stderr.write(f"{error}\n")
            sys.stderr.flush()
            os._exit(1)
        if on_ready:
            on_ready()
        while True:
            segment = self.waiting.get()
            try:
                decode(decoder, segment)
            except Exception as error:  # noqa: BLE001: the decoder serves the next segment
                say(segment=segment.number, error=str(error))
                decoder.abandon()
            with self.lock:
                self.busy -= 1


def decode(decoder, segment):
    decoder.start(segment.cmn or FIRST_CMN)
    said = ""
    while True:
        kind, pcm = segment.work.get()
        if kind == b"A":
            decoder.process(pcm)
            text = decoder.text()
            if text != said:
                said = text
                say(segment=segment.number, partial=text)
            continue
        text, cmn = decoder.finish()
        if kind == b"F":
            say(segment=segment.number, final=text, cmn=cmn)
        return


def serve(stream, pool):
    segments = {}
    while True:
        header = stream.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        kind, number, length = HEADER.unpack(header)
        body = stream.read(length)
        if kind == b"S":
            segments[number] = Segment(number, body.decode())
            pool.submit(segments[number])
        elif number in segments:
            segments[number].work.put((kind, body))
            if kind != b"A":
                del segments[number]


def main():
    # Ctrl-C reaches the whole group; the parent decides when to stop, by closing standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pool = DecoderPool(prepared_files())
    ready = threading.Event()
    pool.add(ready.set)
    ready.wait()
    pool.add()
    say(ready=True)
    serve(sys.stdin.buffer, pool)
    os._exit(0)


if __name__ == "__main__":
    main()
