import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemContentType, toProblem } from './problem.ts';

const details: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'The address or the headers are too long.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not come to its end in time.',
};

/** For what is no HTTP request, which node refuses before there is any route: the same problem document as elsewhere. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const detail = details[error.code ?? ''] ?? 'This is not a valid HTTP request.';
  const problem = toProblem({ code: 'VALIDATION_FAILED', detail }, requestId);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemContentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
