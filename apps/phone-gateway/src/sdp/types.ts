/** What we can speak: G.711, µ-law and A-law. */
export type CodecName = 'PCMU' | 'PCMA';

/** As its writer sees it: `sendonly` is a peer that put us on hold. */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface SdpCodec {
  name: CodecName;
  payloadType: number;
}

/** One m= line, kept to answer it in its place. */
export interface MediaLine {
  kind: string;
  port: number;
  protocol: string;
  formats: string[];
}

/** What an offer or an answer says about the one audio stream that we take. */
export interface SessionDescription {
  /** In the peer's order, the first being its favourite; at least one. */
  codecs: SdpCodec[];
  /** Payload type of telephone-event at 8 kHz (RFC 4733). */
  dtmfPayloadType: number | undefined;
  remote: { address: string; port: number };
  direction: Direction;
  /** ms of audio per packet. */
  ptime: number;
  media: MediaLine[];
  /** Which of `media` the rest is about. */
  audioIndex: number;
}

/** Where we receive audio, and how the session is called; one `sessionId` for a call, `version` + 1 at every change. */
export interface LocalMedia {
  address: string;
  port: number;
  sessionId: number | string;
  version: number;
}
