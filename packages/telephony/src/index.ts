export { createRoomToken, type RoomTokenInput } from './create-room-token.ts';
export type { AgentRequest, CreateDispatchInput } from './dispatch/create-dispatch.ts';
export type { DispatchStatus } from './dispatch/inspect-dispatch.ts';
export type { Dispatch } from './dispatch/list-dispatches.ts';
export type { LiveKitSettings } from './livekit-clients.ts';
export { LiveKitError, type LiveKitErrorKind } from './livekit-error.ts';
export { composeLiveKitRoomName, parseLiveKitRoomName } from './livekit-room-name.ts';
export { InvalidWebhookError, type LiveKitWebhook, receiveWebhook } from './receive-webhook.ts';
export { createRoomControl, type RoomControl } from './room-control.ts';
export type { RoomSummary } from './rooms/list-rooms.ts';
export type { OpenRoomInput } from './rooms/open-room.ts';
export type { ParticipantKind, RoomParticipant } from './rooms/room-participant.ts';
export { createSipSync, type SipSync } from './sip/create-sip-sync.ts';
export {
  createDial,
  type Dial,
  type DialRequest,
  type DialResult,
  identityOfNumber,
  ringingTimeoutS,
} from './sip/dial.ts';
export { createRefer, type Refer, type ReferRequest, type ReferResult } from './sip/refer.ts';
export { isPhoneRoom, phoneRoomPrefix, type SipTrunkPlan, type SipTrunkRefs } from './sip/sip-trunk-plan.ts';
export { type SipSyncResult, wordsFor } from './sip/sync-sip-trunks.ts';
export { CarrierError, type CarrierErrorKind } from './twilio/carrier-error.ts';
export { createTwilioCarrier, type TwilioCarrier } from './twilio/create-carrier.ts';
export { createStreamTicket } from './twilio/create-stream-ticket.ts';
export { createTwilioCalls, type TwilioCalls } from './twilio/create-twilio-calls.ts';
export { type TwilioCallStatus, twilioCallStatuses } from './twilio/rest/calls.ts';
export { failureOfRefusal, progressOfStatus, type TwilioProgress } from './twilio/twilio-outcome.ts';
export {
  dialSipTwiml,
  hangUpTwiml,
  rejectTwiml,
  type SipDestination,
  streamTwiml,
} from './twilio/webhooks/compose-twiml.ts';
export { verifyTwilioSignature } from './twilio/webhooks/verify-signature.ts';
