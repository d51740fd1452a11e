import { z } from 'zod';

/**
 * What Twilio sends on the WebSocket of a bidirectional media stream, as far as it is needed here.
 * @see https://www.twilio.com/docs/voice/media-streams/websocket-messages
 */
const messageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  z.object({
    event: z.literal('start'),
    start: z.object({
      streamSid: z.string().min(1),
      accountSid: z.string(),
      callSid: z.string().min(1),
      mediaFormat: z.object({ encoding: z.string(), sampleRate: z.number(), channels: z.number() }),
      customParameters: z.record(z.string(), z.string()).default({}),
    }),
  }),
  z.object({
    event: z.literal('media'),
    media: z.object({ track: z.string().default('inbound'), payload: z.string() }),
  }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: z.string() }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('stop') }),
]);
export type StreamMessage = z.infer<typeof messageSchema>;
export type StreamStart = Extract<StreamMessage, { event: 'start' }>['start'];

/** @returns undefined for what is no message, or one of a kind that came after this was written */
export function parseStreamMessage(text: string): StreamMessage | undefined {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The only audio that there is on these streams: µ-law, 8 kHz, mono. */
export const isOurFormat = ({ mediaFormat }: StreamStart): boolean =>
  mediaFormat.encoding === 'audio/x-mulaw' && mediaFormat.sampleRate === 8000 && mediaFormat.channels === 1;
