import { isIPv6 } from 'node:net';
import type { Direction, LocalMedia, SdpCodec, SessionDescription } from './types.ts';

export interface OfferOptions {
  local: LocalMedia;
  /** Our favourite first. */
  codecs?: SdpCodec[];
  /** Undefined: digits are not offered. */
  dtmfPayloadType?: number | undefined;
  direction?: Direction;
  ptime?: number;
}

export interface AnswerOptions {
  local: LocalMedia;
  offer: SessionDescription;
  /** Of those offered; left out, all of them. */
  codecs?: SdpCodec[];
  /** Left out, the counterpart of what was offered. */
  direction?: Direction;
  ptime?: number;
}

const everyCodec: SdpCodec[] = [
  { name: 'PCMU', payloadType: 0 },
  { name: 'PCMA', payloadType: 8 },
];

const counterparts: Record<Direction, Direction> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

export function composeOffer(options: OfferOptions): string {
  const { local, codecs = everyCodec, direction = 'sendrecv', ptime = 20 } = options;
  const dtmfPayloadType = 'dtmfPayloadType' in options ? options.dtmfPayloadType : 101;
  return compose(local, [audioLines({ port: local.port, codecs, dtmfPayloadType, direction, ptime })]);
}

/** Answers every m= line of the offer in its place; the others are refused with port 0. */
export function composeAnswer({
  local,
  offer,
  codecs = offer.codecs,
  direction,
  ptime = 20,
}: AnswerOptions): string {
  const { dtmfPayloadType, media, audioIndex } = offer;
  const sections = media.map(({ kind, protocol, formats }, index) =>
    index === audioIndex
      ? audioLines({
          port: local.port,
          codecs,
          dtmfPayloadType,
          direction: direction ?? counterparts[offer.direction],
          ptime,
        })
      : [`m=${kind} 0 ${protocol} ${formats.join(' ')}`],
  );
  return compose(local, sections);
}

function compose({ address, sessionId, version }: LocalMedia, sections: string[][]): string {
  const at = `IN ${isIPv6(address) ? 'IP6' : 'IP4'} ${address}`;
  const session = ['v=0', `o=- ${sessionId} ${version} ${at}`, 's=-', `c=${at}`, 't=0 0'];
  return [...session, ...sections.flat(), ''].join('\r\n');
}

function audioLines(audio: {
  port: number;
  codecs: SdpCodec[];
  dtmfPayloadType: number | undefined;
  direction: Direction;
  ptime: number;
}): string[] {
  const { port, codecs, dtmfPayloadType: dtmf, direction, ptime } = audio;
  const formats = [...codecs.map(({ payloadType }) => payloadType), ...(dtmf === undefined ? [] : [dtmf])];
  return [
    `m=audio ${port} RTP/AVP ${formats.join(' ')}`,
    ...codecs.map(({ name, payloadType }) => `a=rtpmap:${payloadType} ${name}/8000`),
    ...(dtmf === undefined ? [] : [`a=rtpmap:${dtmf} telephone-event/8000`, `a=fmtp:${dtmf} 0-15`]),
    `a=ptime:${ptime}`,
    `a=${direction}`,
  ];
}
