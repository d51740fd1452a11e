/** How long a provider was waited for: from being asked to its first words or its first sound. Since the epoch. */
export interface StageTime {
  stage: 'llm' | 'tts';
  from: number;
  to: number;
}
