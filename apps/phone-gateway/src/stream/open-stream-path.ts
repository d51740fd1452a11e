import type { Logger } from '@parley/observability';
import { type CallAudio, createCallAudio } from '../calls/media/call-audio.ts';
import { createDtmfTones } from '../media/dtmf-tones.ts';
import { createFrameCutter } from '../media/frame-cutter.ts';
import { decodeG711 } from '../media/g711.ts';
import { createBargeIn } from './barge-in.ts';
import { createPlayout, type PlayoutStats, type StreamWire } from './playout.ts';
import type { StreamMessage } from './stream-message.ts';

export interface StreamPathOptions {
  streamSid: string;
  wire: StreamWire;
  log: Logger;
  mediaTimeoutMs: number;
  /** No audio came for so long. */
  onTimeout(): void;
}

/** The audio of one call between its telephone and its room, over one of Twilio's media streams. */
export interface StreamPath extends CallAudio {
  take(message: StreamMessage): void;
  /** Keys for the telephone, as tones: these streams carry no others outward. */
  dial(digits: string): void;
  stats(): PlayoutStats & { framesIn: number };
  close(): void;
}

export function openStreamPath({
  streamSid,
  wire,
  log,
  mediaTimeoutMs,
  onTimeout,
}: StreamPathOptions): StreamPath {
  const playout = createPlayout(streamSid, wire);
  const bargeIn = createBargeIn();
  const keys = createDtmfTones();
  let framesIn = 0;
  let heardMs = performance.now();
  const audio = createCallAudio({
    log,
    send(frame) {
      const cutShort = bargeIn.said(frame);
      if (cutShort) {
        playout.clear();
        log.debug(playout.stats(), 'the agent was cut short: what Twilio has not played is cleared');
      }
      playout.send(keys.next() ?? frame);
    },
  });
  const cutter = createFrameCutter((frame) => {
    framesIn++;
    bargeIn.heard(frame);
    audio.hear(frame);
  });
  const watch = setInterval(
    () => {
      if (performance.now() - heardMs < mediaTimeoutMs) return;
      clearInterval(watch);
      onTimeout();
    },
    Math.min(1000, mediaTimeoutMs / 4),
  );
  return {
    ...audio,
    take(message) {
      switch (message.event) {
        case 'media':
          // The other track is what we said ourselves.
          if (message.media.track !== 'inbound') return;
          heardMs = performance.now();
          return cutter.push(decodeG711('PCMU', Buffer.from(message.media.payload, 'base64')));
        case 'dtmf':
          return audio.pressed(message.dtmf.digit);
        case 'mark':
          return playout.marked(message.mark.name);
      }
    },
    dial: (digits) => keys.dial(digits),
    stats: () => ({ ...playout.stats(), framesIn }),
    close: () => clearInterval(watch),
  };
}
