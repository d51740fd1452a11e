"""PocketSphinx by its C API: only there can language models be mixed, and only so is the interpreter free meanwhile."""

import ctypes
import glob
import os

import pocketsphinx

_files = glob.glob(os.path.join(os.path.dirname(pocketsphinx.__file__), "_pocketsphinx*"))
if not _files:
    raise ImportError("this pocketsphinx is too old: install pocketsphinx 5.1.1")
_library = ctypes.CDLL(_files[0])
_pointer, _text, _int = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int


def _function(name, result, *arguments):
    function = getattr(_library, name)
    function.restype, function.argtypes = result, arguments
    return function


_config_init = _function("ps_config_init", _pointer, _pointer)
_config_set_text = _function("ps_config_set_str", _pointer, _pointer, _text, _text)
_init = _function("ps_init", _pointer, _pointer)
_log_math = _function("ps_get_logmath", _pointer, _pointer)
_read_model = _function("ngram_model_read", _pointer, _pointer, _text, _int, _pointer)
_mix_models = _function(
    "ngram_model_set_init",
    _pointer,
    _pointer,
    ctypes.POINTER(_pointer),
    ctypes.POINTER(_text),
    ctypes.POINTER(ctypes.c_float),
    ctypes.c_int32,
)
_add_model = _function("ps_add_lm", _int, _pointer, _text, _pointer)
_activate = _function("ps_activate_search", _int, _pointer, _text)
_start = _function("ps_start_utt", _int, _pointer)
_process = _function("ps_process_raw", _int, _pointer, _text, ctypes.c_size_t, _int, _int)
_end = _function("ps_end_utt", _int, _pointer)
_hypothesis = _function("ps_get_hyp", _text, _pointer, _pointer)
_get_cmn = _function("ps_get_cmn", _text, _pointer, _int)
_set_cmn = _function("ps_set_cmn", _int, _pointer, _text)

ACOUSTIC_MODEL = pocketsphinx.get_model_path("en-us/en-us")
GENERAL_MODEL = pocketsphinx.get_model_path("en-us/en-us.lm.bin")
DICTIONARY = pocketsphinx.get_model_path("en-us/cmudict-en-us.dict")


class Decoder:
    """Recognises one utterance at a time: 16-bit mono at 16 kHz."""

    def __init__(self, dictionary, domain_model, domain_weight):
        config = _config_init(None)
        settings = {"hmm": ACOUSTIC_MODEL, "dict": dictionary, "loglevel": "FATAL"}
        for name, value in settings.items():
            _config_set_text(config, name.encode(), value.encode())
        self._decoder = _checked(_init(config), "the acoustic model cannot be loaded")
        math = _log_math(self._decoder)
        models = [_read_model(config, file.encode(), 0, math) for file in (GENERAL_MODEL, domain_model)]
        for model in models:
            _checked(model, "a language model cannot be loaded")
        mixture = _mix_models(
            config,
            (_pointer * 2)(*models),
            (_text * 2)(b"general", b"domain"),
            (ctypes.c_float * 2)(1 - domain_weight, domain_weight),
            2,
        )
        _checked(mixture, "the language models cannot be mixed")
        _checked(_add_model(self._decoder, b"mixture", mixture) == 0, "the mixture is refused")
        _checked(_activate(self._decoder, b"mixture") == 0, "the mixture cannot be used")

    def start(self, cmn):
        """`cmn`: cepstral means to start from, as `finish` gave them for this speaker and line."""
        _set_cmn(self._decoder, cmn.encode())
        _checked(_start(self._decoder) == 0, "an utterance cannot be started")

    def process(self, pcm):
        _checked(_process(self._decoder, pcm, len(pcm) // 2, 0, 0) >= 0, "audio cannot be decoded")

    def text(self):
        words = _hypothesis(self._decoder, None)
        return words.decode() if words else ""

    def finish(self):
        """The final text and the speaker's cepstral means."""
        _end(self._decoder)
        return self.text(), _get_cmn(self._decoder, 0).decode()

    def abandon(self):
        """Leaves an utterance that failed, so that the next can start."""
        _end(self._decoder)


def _checked(value, message):
    if not value:
        raise RuntimeError(f"pocketsphinx: {message}")
    return value
