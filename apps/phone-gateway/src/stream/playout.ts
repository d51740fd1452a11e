import { encodeG711, frameMs, frameSamples } from '../media/g711.ts';
import { isQuiet } from '../room/loudness.ts';

/** Twilio says when it has played so far: every 100 ms. */
const framesPerMark = 5;
/** Acknowledgements that are looked at together: 2 s. */
const windowMarks = 20;
/** What lies unplayed beyond the least ever seen is standing delay, and given back in silence from here on. */
const standingMs = 40;
/** Bytes that wait in our own socket while the network is stuck; what would come on top would only be heard late. */
const mostWaiting = 8 * 1024;

/** Where messages to Twilio go. */
export interface StreamWire {
  send(message: object): void;
  /** Bytes that were not sent yet. */
  readonly waiting: number;
}

export interface PlayoutStats {
  framesOut: number;
  framesDropped: number;
  /** Sent and not played yet, as far as is known. */
  unplayedMs: number;
  clears: number;
}

/**
 * The audio that Twilio plays to the telephone, and how far it has come. Twilio keeps whatever it is sent and plays it
 * in order, so that a hiccup would stay as delay for the whole call.
 */
export interface Playout {
  /** 20 ms at 8 kHz, in its own time. */
  send(frame: Int16Array): void;
  /** Twilio has played up to this mark, or has thrown it away. */
  marked(name: string): void;
  /** What was sent and not played is not to be heard any more. */
  clear(): void;
  stats(): PlayoutStats;
}

export function createPlayout(streamSid: string, wire: StreamWire): Playout {
  const payload = new Uint8Array(frameSamples);
  let sent = 0;
  let played = 0;
  let dropped = 0;
  let clears = 0;
  /** Marks up to here come back because of a clear, and tell nothing about time. */
  let cleared = 0;
  let least = Number.POSITIVE_INFINITY;
  let window: number[] = [];
  /** Frames to leave out where nobody speaks. */
  let surplus = 0;

  /** At an acknowledgement what is unplayed is the way there and back, and what Twilio keeps: only that varies. */
  const measure = (): void => {
    const unplayedMs = (sent - played) * frameMs;
    least = Math.min(least, unplayedMs);
    window.push(unplayedMs);
    if (window.length < windowMarks) return;
    const standing = Math.min(...window) - least;
    if (standing >= standingMs) surplus = standing / frameMs;
    window = [];
  };
  return {
    send(frame) {
      const late = surplus > 0 && isQuiet(frame);
      if (late || wire.waiting > mostWaiting) {
        if (late) surplus--;
        dropped++;
        return;
      }
      encodeG711('PCMU', frame, payload);
      wire.send({ event: 'media', streamSid, media: { payload: Buffer.from(payload).toString('base64') } });
      sent++;
      if (sent % framesPerMark === 0)
        wire.send({ event: 'mark', streamSid, mark: { name: `played ${sent}` } });
    },
    marked(name) {
      const upTo = Number(/^played (\d+)$/.exec(name)?.[1]);
      if (!(upTo > played && upTo <= sent)) return;
      played = upTo;
      if (upTo > cleared) measure();
    },
    clear() {
      clears++;
      cleared = sent;
      surplus = 0;
      window = [];
      wire.send({ event: 'clear', streamSid });
    },
    stats: () => ({
      framesOut: sent,
      framesDropped: dropped,
      unplayedMs: (sent - played) * frameMs,
      clears,
    }),
  };
}
