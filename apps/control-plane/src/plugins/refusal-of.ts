import { type ErrorCode, errorStatus } from '@parley/contracts';
import { DomainError } from '@parley/core';
import { CarrierError, type CarrierErrorKind, InvalidWebhookError, LiveKitError } from '@parley/telephony';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';
import type { Refusal } from './problem.ts';

/** What Fastify itself refuses, by its own codes. */
const fastifyRefusals: Record<string, Refusal> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'BODY_NOT_JSON',
    detail: 'Send a JSON document. The keys __proto__, and prototype in constructor, are not taken.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BODY_NOT_JSON', detail: 'The body is empty: send a JSON document.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'BODY_NOT_JSON', detail: 'The body was cut off.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'BODY_TOO_LARGE' },
  FST_ERR_BAD_URL: { code: 'NOT_FOUND' },
  FST_ERR_MAX_URL_LENGTH: { code: 'NOT_FOUND' },
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const livekitDetails: Record<LiveKitError['kind'], string> = {
  unavailable: 'The LiveKit server cannot be reached. Try again later.',
  refused: 'The LiveKit server refused the request of the control plane. Its log says why.',
};

const carrierCodes: Record<CarrierErrorKind, ErrorCode> = {
  credentials: 'CARRIER_NOT_CONNECTED',
  funds: 'CARRIER_FUNDS',
  gone: 'NUMBER_NOT_AVAILABLE',
  requirements: 'CARRIER_REFUSED',
  unknown: 'CARRIER_REFUSED',
  refused: 'CARRIER_REFUSED',
  unavailable: 'CARRIER_UNAVAILABLE',
};

/**
 * What whoever asked may know of an error.
 * @param taken the content types that the route takes
 * @returns undefined for one that nobody has foreseen, which is masked and logged.
 */
export function refusalOf(
  error: unknown,
  taken: readonly string[] = ['application/json'],
): Refusal | undefined {
  if (codeOf(error) === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return { code: 'UNSUPPORTED_MEDIA_TYPE', detail: `Send the body as ${taken.join(' or ')}.` };
  }
  if (error instanceof DomainError) return error;
  if (error instanceof LiveKitError)
    return { code: 'LIVEKIT_UNAVAILABLE', detail: livekitDetails[error.kind] };
  if (error instanceof CarrierError) return { code: carrierCodes[error.kind], detail: error.message };
  if (error instanceof InvalidWebhookError) return { code: 'INVALID_SIGNATURE' };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid',
    }));
    return { code: 'VALIDATION_FAILED', detail: issues.map(({ message }) => message).join('; '), issues };
  }
  if (isDatabaseUnavailable(error)) return { code: 'DATABASE_UNAVAILABLE', detail: 'Try again later.' };
  return fastifyRefusals[codeOf(error) ?? ''] ?? clientFault(error);
}

const refusalByStatus: Record<number, Refusal> = {
  404: { code: 'NOT_FOUND' },
  412: { code: 'PRECONDITION_FAILED' },
  429: { code: 'RATE_LIMITED' },
};

/** What a plugin refuses with a status of its own, as that of static files does. */
function clientFault(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  if (status < 400 || status > 499) return undefined;
  return refusalByStatus[status] ?? { code: 'VALIDATION_FAILED', detail: error.message };
}

export const isServerFault = (code: ErrorCode): boolean => errorStatus[code] >= 500;
