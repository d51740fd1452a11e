import { isIP } from 'node:net';
import { readCodecs } from './read-codecs.ts';
import type { Direction, MediaLine, SessionDescription } from './types.ts';

const maxLength = 16_384;
const maxMedia = 16;
const defaultPtime = 20;

interface Section {
  media: MediaLine;
  address: string | undefined;
  attributes: string[];
}

/**
 * Reads an offer or an answer. Undefined when it is not SDP or there is nothing in it that we can speak: no audio over
 * RTP/AVP with G.711 and an address in numbers. Never throws.
 */
export function parseSdp(sdp: string): SessionDescription | undefined {
  if (sdp.length > maxLength || !/^v=0\r?\n/.test(sdp)) return undefined;
  const sections = readSections(sdp.split(/\r?\n/));
  if (!sections) return undefined;
  for (const [audioIndex, { media, address, attributes }] of sections.media.entries()) {
    const at = address ?? sections.address;
    if (media.kind !== 'audio' || media.protocol !== 'RTP/AVP' || media.port === 0 || !at || !isIP(at))
      continue;
    const { codecs, dtmfPayloadType } = readCodecs(media.formats, attributes);
    if (codecs.length === 0) continue;
    const direction = readDirection(attributes) ?? readDirection(sections.attributes) ?? 'sendrecv';
    return {
      codecs,
      dtmfPayloadType,
      remote: { address: at, port: media.port },
      // The old way to hold (RFC 2543) was to give no address.
      direction: at === '0.0.0.0' && direction === 'sendrecv' ? 'sendonly' : direction,
      ptime: readPtime(attributes),
      media: sections.media.map((section) => section.media),
      audioIndex,
    };
  }
  return undefined;
}

function readSections(lines: string[]) {
  const session = {
    address: undefined as string | undefined,
    attributes: [] as string[],
    media: [] as Section[],
  };
  for (const line of lines) {
    const value = line.slice(2);
    const section = session.media.at(-1) ?? session;
    if (line.startsWith('m=')) {
      const media = readMediaLine(value);
      if (!media || session.media.length === maxMedia) return undefined;
      session.media.push({ media, address: undefined, attributes: [] });
    } else if (line.startsWith('c=')) section.address ??= /^IN IP[46] ([^\s/]+)/.exec(value)?.[1];
    else if (line.startsWith('a=')) section.attributes.push(value);
  }
  return session;
}

function readMediaLine(value: string): MediaLine | undefined {
  const [, kind, digits, protocol, list] =
    /^(\w{1,20}) (\d{1,5})(?:\/\d+)? ([\w/-]{1,40})((?: [\w.*-]{1,40})+)\s*$/.exec(value) ?? [];
  const port = Number(digits);
  if (!kind || !protocol || !list || port > 65_535) return undefined;
  return { kind, port, protocol, formats: list.trim().split(' ') };
}

const readDirection = (attributes: string[]) =>
  attributes.findLast((value) => /^(sendrecv|sendonly|recvonly|inactive)$/.test(value)) as
    | Direction
    | undefined;

function readPtime(attributes: string[]): number {
  const [, text] = attributes.map((value) => /^ptime:(\d{1,3})$/.exec(value)).find(Boolean) ?? [];
  const ptime = Number(text ?? defaultPtime);
  return ptime >= 10 && ptime <= 100 ? ptime : defaultPtime;
}
