/** The agent cannot be given a voice; `message` says what to set, fit for the operator. */
export class VoiceConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VoiceConfigError';
  }
}
