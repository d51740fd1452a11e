import type { Body } from 'sip.js/lib/core/index.js';

export const sdpBody = (content: string): Body => ({
  contentDisposition: 'session',
  contentType: 'application/sdp',
  content,
});

/** The session description of a message; undefined when it has none. */
export function sdpOf(message: {
  body: string;
  getHeader(name: string): string | undefined;
}): string | undefined {
  if (!message.body || !/^application\/sdp\s*(;|$)/i.test(message.getHeader('content-type') ?? ''))
    return undefined;
  return message.body;
}
