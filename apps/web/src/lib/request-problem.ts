import { isParleyApiError } from '@parley/api-client';

/** A failed request in words, with what to do. */
export function requestProblem(
  error: unknown,
  title: string,
): { title: string; advice: string; detail?: string | undefined } {
  if (!isParleyApiError(error)) return { title, advice: 'Try again.' };
  if (error.code === 'NETWORK' || error.code === 'TIMEOUT') {
    return {
      title,
      advice: 'Parley’s server cannot be reached. Check your network and that the server is running.',
    };
  }
  const detail = error.requestId ? `${error.detail} (request ${error.requestId})` : error.detail;
  return { title, advice: 'Try again. If it happens again, the server’s log says why.', detail };
}
