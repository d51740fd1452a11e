import { WebSocket } from 'ws';

/** What became of an attempt to open a socket: refused in the handshake, or opened and then closed. */
export type SocketOutcome =
  | { refused: true; status: number; contentType: string; text: string }
  | { refused: false; code: number };

/** Tries to open a socket that the server should not serve. */
export function openSocket(url: string, headers: Record<string, string> = {}): Promise<SocketOutcome> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers, handshakeTimeout: 5000 });
    socket.once('unexpected-response', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      request.destroy();
      const contentType = response.headers['content-type'] ?? '';
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ refused: true, status: response.statusCode ?? 0, contentType, text });
    });
    socket.once('close', (code) => resolve({ refused: false, code }));
    socket.once('error', reject);
  });
}
