import { log } from '@livekit/agents';

const serializers = Symbol.for('pino.serializers');

/**
 * Keeps session tokens out of LiveKit's log lines: some (an assignment that came too late) print the
 * whole job, whose metadata carries the token. Its logger takes no redaction, so its serializer is set.
 */
export function hideJobMetadata(): void {
  const known = (log() as unknown as Record<symbol, Record<string, unknown> | undefined>)[serializers];
  if (known && !known.job) known.job = (job: { id?: string }) => ({ id: job?.id });
}
