import { Empty } from '@bufbuild/protobuf';
import {
  CreateSIPParticipantRequest,
  SIPParticipantInfo,
  TransferSIPParticipantRequest,
} from '@livekit/protocol';
import type { RoomServiceClient } from 'livekit-server-sdk';
import type { GatewayContext } from '../../calls/gateway-context.ts';
import { msOf } from '../../calls/ms-of.ts';
import { placeCall } from '../../calls/outbound/place-call.ts';
import { transferCall } from '../../calls/transfer-call.ts';
import { composeOutboundRequest } from '../compose-outbound-request.ts';
import { requireRoomAdmin } from '../read-grants.ts';
import { invalidArgument, TwirpError } from '../twirp-error.ts';
import { type TwirpMethod, twirpMethod } from '../twirp-method.ts';
import { validateCreateParticipant, validateTransfer } from '../validate-participant.ts';
import { trunkNotFound } from './inbound-trunk-methods.ts';

const transferMs = 30_000;

export const participantMethods = (context: GatewayContext, rooms: RoomServiceClient): TwirpMethod[] => [
  twirpMethod('CreateSIPParticipant', {
    permission: 'call',
    request: CreateSIPParticipantRequest,
    run: async (request, _grants, signal) => {
      validateCreateParticipant(request);
      const trunk = context.store.records.outboundTrunks.get(request.sipTrunkId);
      if (request.sipTrunkId && !trunk) throw trunkNotFound();
      const { roomName } = request;
      const placed = await placeCall(context, composeOutboundRequest(request, trunk), signal);
      // It may be over already, which is no failure of having called.
      const present = await rooms.getParticipant(roomName, placed.identity).catch(() => undefined);
      return new SIPParticipantInfo({
        participantId: present?.sid ?? '',
        participantIdentity: placed.identity,
        roomName,
        sipCallId: placed.call.id,
      });
    },
  }),
  twirpMethod('TransferSIPParticipant', {
    permission: 'call',
    request: TransferSIPParticipantRequest,
    run: async (request, grants) => {
      const to = validateTransfer(request);
      const { roomName, participantIdentity, headers, playDialtone } = request;
      requireRoomAdmin(grants, roomName);
      const present = await rooms.getParticipant(roomName, participantIdentity).catch(() => undefined);
      if (!present) throw new TwirpError('not_found', 'participant does not exist');
      const callId = present.attributes['sip.callID'];
      if (!callId) throw invalidArgument('no SIP session associated with participant');
      const call = context.calls.find(callId);
      if (!call) throw new TwirpError('not_found', 'requested sip participant does not exist');
      const timeoutMs = msOf(request.ringingTimeout) ?? transferMs;
      await transferCall(call, { to, headers, playDialtone, timeoutMs });
      return new Empty();
    },
  }),
];
