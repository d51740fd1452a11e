import { APIStatusError, APITimeoutError } from '@livekit/agents';

const stages: Record<string, { source: string; what: string }> = {
  stt_error: { source: 'stt', what: 'Speech recognition' },
  llm_error: { source: 'llm', what: 'The language model' },
  tts_error: { source: 'tts', what: 'The voice' },
};

/** An error of a provider in our own words: theirs may quote a key or what the caller said. */
export function describeError(error: { type?: string; error?: unknown; recoverable?: boolean }): {
  source: string;
  message: string;
} {
  const { source, what } = stages[error.type ?? ''] ?? { source: 'session', what: 'The session' };
  const outcome = error.recoverable ? 'and is tried again' : 'and was given up';
  return { source, message: `${what} ${cause(error.error)}, ${outcome}.` };
}

function cause(error: unknown): string {
  if (error instanceof APIStatusError && error.statusCode > 0) return statusCause(error.statusCode);
  if (error instanceof APITimeoutError) return 'did not answer in time';
  return 'failed';
}

function statusCause(status: number): string {
  if (status === 401 || status === 403) return `refused the key (status ${status})`;
  if (status === 429) return 'is over its limit (status 429)';
  return `failed (status ${status})`;
}
