import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface RawMessage {
  text: string;
  /** `INVITE`, or `200 INVITE` of a response. */
  what: string;
  header(name: string): string;
}

/** A peer over UDP that says only what the test says, and forgets nothing that it hears. */
export async function openRawPeer(target: () => number) {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const heard: RawMessage[] = [];
  const unread: RawMessage[] = [];
  let wake = () => {};
  socket.on('message', (bytes) => {
    const message = read(bytes.toString());
    heard.push(message);
    unread.push(message);
    wake();
  });

  return {
    port,
    heard,
    send: (text: string) => socket.send(text, target(), '127.0.0.1'),
    /** The next message of this kind that was not waited for yet; those before it are passed over. */
    async next(what: string): Promise<RawMessage> {
      for (;;) {
        for (let message = unread.shift(); message; message = unread.shift())
          if (message.what === what) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    count: (what: string) => heard.filter((message) => message.what === what).length,
    request(options: RawRequest): string {
      const {
        method,
        callId = 'call',
        cseq = 1,
        toTag,
        branch = `z9hG4bK-${callId}-${cseq}-${method}`,
      } = options;
      const { body = '', headers = [], tag = 'peer', uri = `sip:+15550100@127.0.0.1:${target()}` } = options;
      return [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=${branch};rport`,
        'Max-Forwards: 70',
        `From: "Ann" <sip:+15550142@127.0.0.1>;tag=${tag}`,
        `To: <sip:+15550100@127.0.0.1>${toTag ? `;tag=${toTag}` : ''}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:peer@127.0.0.1:${port}>`,
        ...headers,
        ...(body ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n');
    },
    /** An answer to a request that was heard. */
    response(request: RawMessage, status: number, { body = '', headers = [] as string[] } = {}): string {
      return [
        `SIP/2.0 ${status} Said So`,
        `Via: ${request.header('via')}`,
        `From: ${request.header('from')}`,
        `To: ${request.header('to')}${/;tag=/.test(request.header('to')) ? '' : ';tag=peer'}`,
        `Call-ID: ${request.header('call-id')}`,
        `CSeq: ${request.header('cseq')}`,
        `Contact: <sip:peer@127.0.0.1:${port}>`,
        ...headers,
        ...(body ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n');
    },
    close: () => socket.close(),
  };
}

export interface RawRequest {
  method: string;
  callId?: string;
  cseq?: number;
  toTag?: string;
  tag?: string;
  branch?: string;
  uri?: string;
  body?: string;
  headers?: string[];
}

function read(text: string): RawMessage {
  const header = (name: string) => new RegExp(`^${name}: *(.*)\r$`, 'im').exec(text)?.[1] ?? '';
  const status = /^SIP\/2\.0 (\d+)/.exec(text)?.[1];
  const method = header('cseq').split(' ')[1] ?? '';
  return { text, header, what: status ? `${status} ${method}` : method };
}

export const tagOf = (message: RawMessage): string => /;tag=([^;\s]+)/.exec(message.header('to'))?.[1] ?? '';
