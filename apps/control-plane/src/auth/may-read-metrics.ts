import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '@parley/config';
import { DomainError } from '@parley/core';
import type { FastifyRequest } from 'fastify';
import type { ControlPlaneConfig } from '../config.ts';
import { headerCredentialOf } from '../plugins/credential-of.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A proxy on this machine asks for others, and says so. */
const isPassedOn = ({ headers }: FastifyRequest): boolean =>
  'forwarded' in headers || 'x-forwarded-for' in headers || 'via' in headers;

/**
 * An `onRequest` hook: with a token in the settings, whoever has it; without one, who asks from this machine while
 * nobody else can. To others the address does not exist.
 */
export function mayReadMetrics({ host, metricsToken }: Pick<ControlPlaneConfig, 'host' | 'metricsToken'>) {
  const expected = metricsToken === undefined ? undefined : digest(metricsToken);
  return async (request: FastifyRequest): Promise<void> => {
    if (expected) {
      const given = headerCredentialOf(request);
      if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
      throw new DomainError('UNAUTHENTICATED', 'Send PARLEY_METRICS_TOKEN: Authorization: Bearer …');
    }
    if (isLoopback(host) && !isPassedOn(request)) return;
    throw new DomainError('NOT_FOUND', 'Beyond loopback there are no metrics without PARLEY_METRICS_TOKEN.');
  };
}
