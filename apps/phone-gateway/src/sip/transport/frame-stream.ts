const pong = '\r\n';

export interface Frames {
  messages: Buffer[];
  /** Keep-alives that want an answer (RFC 5626: CRLF CRLF). */
  pings: number;
  /** The peer does not speak SIP, or too much of it: close the connection. */
  broken: boolean;
}

/** Cuts a TCP stream into messages by their Content-Length. */
export class FrameStream {
  readonly #maxBytes: number;
  #pending: Buffer = Buffer.alloc(0);
  /** Length of the message at the start of `#pending`, once its header is complete. */
  #needed: number | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): Frames {
    this.#pending = this.#pending.length ? Buffer.concat([this.#pending, chunk]) : chunk;
    const frames: Frames = { messages: [], pings: 0, broken: false };
    while (this.#takeOne(frames));
    return frames;
  }

  #takeOne(frames: Frames): boolean {
    if (this.#needed === undefined) {
      this.#skipKeepAlives(frames);
      const end = this.#pending.indexOf('\r\n\r\n');
      if (end < 0) return this.#waitFor(this.#pending.length, frames);
      const length = contentLength(this.#pending.subarray(0, end).toString('latin1'));
      if (length === undefined) {
        frames.broken = true;
        return false;
      }
      this.#needed = end + 4 + length;
    }
    if (this.#pending.length < this.#needed) return this.#waitFor(this.#needed, frames);
    if (this.#needed > this.#maxBytes) return this.#waitFor(this.#needed, frames);
    frames.messages.push(this.#pending.subarray(0, this.#needed));
    this.#pending = this.#pending.subarray(this.#needed);
    this.#needed = undefined;
    return this.#pending.length > 0;
  }

  #waitFor(bytes: number, frames: Frames): false {
    frames.broken = bytes > this.#maxBytes;
    return false;
  }

  #skipKeepAlives(frames: Frames) {
    let at = 0;
    while (this.#pending.toString('latin1', at, at + 2) === pong) at += 2;
    frames.pings += Math.floor(at / 4);
    this.#pending = this.#pending.subarray(at);
  }
}

/** 0 when there is none: RFC 3261 wants one on streams, some peers leave it out of what has no body. */
function contentLength(head: string): number | undefined {
  const [, value] = /^(?:content-length|l)[ \t]*:[ \t]*(\S*)[ \t]*$/im.exec(head) ?? [undefined, '0'];
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
