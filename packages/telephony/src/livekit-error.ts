import { ServerError } from 'livekit-server-sdk';

/**
 * `unavailable`: LiveKit did not answer in time or could not serve; the same call may work later.
 * `refused`: LiveKit answered and said no (wrong key, bad argument); repeating will not help.
 */
export type LiveKitErrorKind = 'unavailable' | 'refused';

/** The only error that the verbs of this package throw. `message` is fit for logs: it holds no token. */
export class LiveKitError extends Error {
  readonly kind: LiveKitErrorKind;
  readonly operation: string;
  readonly status: number | undefined;

  constructor(operation: string, kind: LiveKitErrorKind, reason: string, status?: number) {
    super(`LiveKit ${operation}: ${reason}`);
    this.name = 'LiveKitError';
    this.kind = kind;
    this.operation = operation;
    this.status = status;
  }
}

/** LiveKit quotes a rejected token in its answer. */
const tokens = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.replace(tokens, '<token>');
};

export const isNotFound = (error: unknown): boolean => error instanceof ServerError && error.status === 404;

export const toLiveKitError = (operation: string, error: unknown): LiveKitError => {
  if (error instanceof LiveKitError) return error;
  const status = error instanceof ServerError ? error.status : undefined;
  const refused = status !== undefined && status < 500;
  return new LiveKitError(operation, refused ? 'refused' : 'unavailable', reasonOf(error), status);
};

/** Runs one LiveKit call; whatever goes wrong comes out as a `LiveKitError`. */
export async function callLiveKit<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toLiveKitError(operation, error);
  }
}

/** As `callLiveKit`, for calls whose purpose is served as well when the thing is not there. */
export async function callUnlessGone(operation: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isNotFound(error)) throw toLiveKitError(operation, error);
  }
}
