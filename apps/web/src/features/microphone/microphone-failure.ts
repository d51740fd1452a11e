/** Why there is no microphone: refused by the person or policy, none there, held by another program, page not secure, or pulled out. */
export type MicrophoneFailure = 'refused' | 'missing' | 'busy' | 'insecure' | 'lost';

const byName: Record<string, MicrophoneFailure> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  DevicesNotFoundError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Reads getUserMedia's error (W3C Media Capture, section 10.2): what is unknown counts as busy, which is worth a retry. */
export function microphoneFailure(error: unknown): MicrophoneFailure {
  const name = (error as { name?: string } | null)?.name ?? '';
  return byName[name] ?? 'busy';
}
