const finalText = 0x81;
const [twoBytes, eightBytes] = [126, 127];

/** A text message as it goes over a WebSocket from a server (RFC 6455, 5.2): made once for all who get it. */
export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const start = size < twoBytes ? 2 : size < 0x1_00_00 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + size);
  frame[0] = finalText;
  frame[1] = start === 2 ? size : start === 4 ? twoBytes : eightBytes;
  if (start === 4) frame.writeUInt16BE(size, 2);
  else if (start === 10) frame.writeBigUInt64BE(BigInt(size), 2);
  frame.write(text, start);
  return frame;
}
