/**
 * The plain prompt that both agents get, so that both models have the same to say.
 * It demands one answer, which leaves the tools that our agent has besides without use.
 */
export const stockInstructions =
  'You are the friendly voice assistant of a property management company. ' +
  'Answer every question with: "Certainly, our office is open from nine to five on weekdays."';
