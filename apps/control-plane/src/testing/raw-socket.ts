import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawSocket {
  write(bytes: string): void;
  /** When the first bytes of an answer are there. */
  begun: Promise<unknown>;
  /** All that is answered until the server closes. */
  answer: Promise<string>;
}

/** A connection to the app's server on which bytes are sent as they are. */
export async function openRawSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (text) => {
    received += text;
  });
  // A server that closes while bytes are under way to it resets the connection: that is an end like another.
  socket.on('error', () => {});
  return {
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    begun: new Promise((resolve) => void socket.once('data', resolve)),
    answer: new Promise((resolve) => void socket.once('close', () => resolve(received))),
  };
}
