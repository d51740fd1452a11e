export { readTwiml, type TwimlElement } from './calls/read-twiml.ts';
export type { SimulatedCall, TwilioCallStatus } from './calls/simulated-call.ts';
export { MediaStream } from './media/media-stream.ts';
export { newSid } from './new-sid.ts';
export { signTwilioRequest } from './sign-request.ts';
export { startTwilio, type TwilioSimulator } from './start-twilio.ts';
export type { OfferedNumber, TwilioState } from './twilio-state.ts';
