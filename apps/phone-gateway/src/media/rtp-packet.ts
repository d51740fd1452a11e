export interface RtpPacket {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** A view of the datagram: copy it before the datagram's memory is used again. */
  payload: Uint8Array;
}

const headerBytes = 12;

/** RTCP's packet types as they look here when both share a port (RFC 5761). */
const isRtcp = (payloadType: number): boolean => payloadType >= 64 && payloadType <= 95;

/**
 * Reads a datagram that anybody may have sent.
 * @returns undefined for what is no RTP packet: wrong version, lengths that do not fit, RTCP.
 */
export function parseRtpPacket(datagram: Uint8Array): RtpPacket | undefined {
  if (datagram.length < headerBytes) return undefined;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return undefined;
  const second = view.getUint8(1);
  const payloadType = second & 0x7f;
  if (isRtcp(payloadType)) return undefined;

  let start = headerBytes + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (start + 4 > datagram.length) return undefined;
    start += 4 + 4 * view.getUint16(start + 2);
  }
  let end = datagram.length;
  if (first & 0x20) {
    const padding = view.getUint8(end - 1);
    if (padding === 0) return undefined;
    end -= padding;
  }
  if (start > end) return undefined;
  return {
    payloadType,
    marker: (second & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: datagram.subarray(start, end),
  };
}

/** A datagram with room for `payloadBytes`, and that room. */
export function composeRtpPacket(
  { payloadType, marker, sequence, timestamp, ssrc }: Omit<RtpPacket, 'payload'>,
  payloadBytes: number,
): { datagram: Buffer; payload: Buffer } {
  const datagram = Buffer.alloc(headerBytes + payloadBytes);
  datagram[0] = 0x80;
  datagram[1] = (marker ? 0x80 : 0) | payloadType;
  datagram.writeUInt16BE(sequence, 2);
  datagram.writeUInt32BE(timestamp, 4);
  datagram.writeUInt32BE(ssrc, 8);
  return { datagram, payload: datagram.subarray(headerBytes) };
}
