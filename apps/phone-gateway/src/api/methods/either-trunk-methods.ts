import {
  DeleteSIPTrunkRequest,
  ListSIPTrunkRequest,
  ListSIPTrunkResponse,
  type SIPInboundTrunkInfo,
  type SIPOutboundTrunkInfo,
  SIPTrunkInfo,
  SIPTrunkInfo_TrunkKind,
} from '@livekit/protocol';
import type { SipStore } from '../../store/open-sip-store.ts';
import { listPage } from '../list-page.ts';
import { invalidArgument } from '../twirp-error.ts';
import { type TwirpMethod, twirpMethod } from '../twirp-method.ts';

const ofInbound = (trunk: SIPInboundTrunkInfo): SIPTrunkInfo =>
  new SIPTrunkInfo({
    sipTrunkId: trunk.sipTrunkId,
    kind: SIPTrunkInfo_TrunkKind.TRUNK_INBOUND,
    name: trunk.name,
    metadata: trunk.metadata,
    outboundNumber: trunk.numbers[0] ?? '',
    inboundAddresses: trunk.allowedAddresses,
    inboundNumbers: trunk.allowedNumbers,
    inboundUsername: trunk.authUsername,
    inboundPassword: trunk.authPassword,
  });

const ofOutbound = (trunk: SIPOutboundTrunkInfo): SIPTrunkInfo =>
  new SIPTrunkInfo({
    sipTrunkId: trunk.sipTrunkId,
    kind: SIPTrunkInfo_TrunkKind.TRUNK_OUTBOUND,
    name: trunk.name,
    metadata: trunk.metadata,
    outboundAddress: trunk.address,
    transport: trunk.transport,
    outboundNumber: trunk.numbers[0] ?? '',
    outboundUsername: trunk.authUsername,
    outboundPassword: trunk.authPassword,
  });

export const eitherTrunkMethods = (store: SipStore): TwirpMethod[] => [
  twirpMethod('ListSIPTrunk', {
    permission: 'admin',
    request: ListSIPTrunkRequest,
    run: ({ page }) => {
      const { inboundTrunks, outboundTrunks } = store.records;
      const all = [
        ...[...inboundTrunks.values()].map(ofInbound),
        ...[...outboundTrunks.values()].map(ofOutbound),
      ];
      const records = new Map(all.map((trunk) => [trunk.sipTrunkId, trunk]));
      return new ListSIPTrunkResponse({ items: listPage(records, [], page, () => true) });
    },
  }),
  twirpMethod('DeleteSIPTrunk', {
    permission: 'admin',
    request: DeleteSIPTrunkRequest,
    run: async ({ sipTrunkId }) => {
      if (!sipTrunkId) throw invalidArgument('trunk ID is required');
      // Like LiveKit: what is gone already is no error.
      await store.change(({ inboundTrunks, outboundTrunks }) => {
        inboundTrunks.delete(sipTrunkId);
        outboundTrunks.delete(sipTrunkId);
      });
      return new SIPTrunkInfo({ sipTrunkId });
    },
  }),
];
