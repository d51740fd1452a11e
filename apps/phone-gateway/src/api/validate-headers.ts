import { invalidArgument } from './twirp-error.ts';

/** Ours to write, and LiveKit's list of what nobody else may. */
const reserved = new Set(
  `accept accept-encoding accept-language allow allow-events call-id contact content-encoding content-length
  content-type cseq event expires from max-forwards record-route refer-to reply-to require route supported to
  unsupported via c e f i k l m o r s t u v x www-authenticate authorization proxy-authenticate proxy-authorization proxy-require
  subscription-state refer-sub rack rseq min-se session-expires`.split(/\s+/),
);

function checkName(name: string): void {
  if (!name) throw invalidArgument('invalid header name: header name cannot be empty');
  if (name.length > 255) throw invalidArgument('invalid header name: too long (max 255 characters)');
  if (!/^[\w\-.!%*+`'~]+$/.test(name))
    throw invalidArgument(
      `invalid header name: header name ${JSON.stringify(name)} contains invalid characters`,
    );
}

/** Headers that go into a SIP message. @throws TwirpError */
export function validateHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    checkName(name);
    if (reserved.has(name.toLowerCase()))
      throw invalidArgument(`invalid header name: header name ${name} not supported`);
    if (value.length > 1024)
      throw invalidArgument(`invalid header value for ${name}: value too long (max 1024 characters)`);
    if (!/^[\t\x20-\x7e]*$/.test(value))
      throw invalidArgument(`invalid header value for ${name}: only printable ASCII is allowed`);
  }
}

/** Names of headers that are read or written by a mapping. @throws TwirpError */
export function validateHeaderNames(names: readonly string[]): void {
  for (const name of names) checkName(name);
}
