import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemContentType, type Refusal, toProblem } from './problem.ts';
import { bareSecureHeaders } from './secure-headers.ts';

const notHttp: Refusal = { code: 'VALIDATION_FAILED', detail: 'This is not a valid HTTP request.' };
const refusals: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: { code: 'VALIDATION_FAILED', detail: 'The address or the headers are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'REQUEST_TIMEOUT',
    detail: 'The request did not come to its end in time. Send it again, faster.',
  },
};

/** For what is no HTTP request, which node refuses before there is any route: the same problem document as elsewhere. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const problem = toProblem(refusals[error.code ?? ''] ?? notHttp, requestId);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemContentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    ...Object.entries(bareSecureHeaders).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
