/** What the agent says by itself, without the language model. */
export const phrases = {
  stillThere: 'Are you still there?',
  idleGoodbye: 'I cannot hear you, so I will end the call now. Goodbye.',
  timeIsUp: 'I am sorry, our time is up. Goodbye.',
  goodbye: 'Thank you for calling. Goodbye.',
  troubled: 'I am sorry, something went wrong. Could you say that again?',
} as const;
