import {
  CreateSIPOutboundTrunkRequest,
  GetSIPOutboundTrunkRequest,
  GetSIPOutboundTrunkResponse,
  ListSIPOutboundTrunkRequest,
  ListSIPOutboundTrunkResponse,
  type SIPOutboundTrunkInfo,
  type SIPOutboundTrunkUpdate,
  UpdateSIPOutboundTrunkRequest,
} from '@livekit/protocol';
import { newId } from '../../store/new-id.ts';
import type { SipStore } from '../../store/open-sip-store.ts';
import { applyListUpdate } from '../apply-list-update.ts';
import { listPage } from '../list-page.ts';
import { invalidArgument } from '../twirp-error.ts';
import { type TwirpMethod, twirpMethod } from '../twirp-method.ts';
import { validateOutboundTrunk } from '../validate-trunk.ts';
import { trunkNotFound } from './inbound-trunk-methods.ts';

function update(trunk: SIPOutboundTrunkInfo, diff: SIPOutboundTrunkUpdate): void {
  trunk.address = diff.address ?? trunk.address;
  trunk.transport = diff.transport ?? trunk.transport;
  trunk.destinationCountry = diff.destinationCountry ?? trunk.destinationCountry;
  trunk.numbers = applyListUpdate(trunk.numbers, diff.numbers);
  trunk.authUsername = diff.authUsername ?? trunk.authUsername;
  trunk.authPassword = diff.authPassword ?? trunk.authPassword;
  trunk.name = diff.name ?? trunk.name;
  trunk.metadata = diff.metadata ?? trunk.metadata;
  trunk.fromHost = diff.fromHost ?? trunk.fromHost;
  trunk.media = diff.media ?? trunk.media;
}

function changed(trunk: SIPOutboundTrunkInfo, { sipTrunkId, action }: UpdateSIPOutboundTrunkRequest) {
  if (action.case === 'update') {
    const next = trunk.clone();
    update(next, action.value);
    return next;
  }
  if (action.case !== 'replace') throw invalidArgument('missing or unsupported update action');
  const next = action.value;
  if (next.sipTrunkId && next.sipTrunkId !== sipTrunkId)
    throw invalidArgument('trunk id in the info must be empty or match the id in the update');
  next.sipTrunkId = sipTrunkId;
  return next;
}

export const outboundTrunkMethods = (store: SipStore): TwirpMethod[] => [
  twirpMethod('CreateSIPOutboundTrunk', {
    permission: 'admin',
    request: CreateSIPOutboundTrunkRequest,
    run: ({ trunk }) => {
      if (!trunk) throw invalidArgument('missing trunk');
      if (trunk.sipTrunkId) throw invalidArgument('trunk id must not be set');
      validateOutboundTrunk(trunk);
      return store.change(({ outboundTrunks }) => {
        trunk.sipTrunkId = newId('ST_');
        outboundTrunks.set(trunk.sipTrunkId, trunk);
        return trunk;
      });
    },
  }),
  twirpMethod('UpdateSIPOutboundTrunk', {
    permission: 'admin',
    request: UpdateSIPOutboundTrunkRequest,
    run: (request) => {
      if (!request.sipTrunkId) throw invalidArgument('trunk id must be set');
      return store.change(({ outboundTrunks }) => {
        const trunk = outboundTrunks.get(request.sipTrunkId);
        if (!trunk) throw trunkNotFound();
        const next = changed(trunk, request);
        validateOutboundTrunk(next);
        outboundTrunks.set(request.sipTrunkId, next);
        return next;
      });
    },
  }),
  twirpMethod('GetSIPOutboundTrunk', {
    permission: 'admin',
    request: GetSIPOutboundTrunkRequest,
    run: ({ sipTrunkId }) => {
      if (!sipTrunkId) throw invalidArgument('trunk ID is required');
      const trunk = store.records.outboundTrunks.get(sipTrunkId);
      if (!trunk) throw trunkNotFound();
      return new GetSIPOutboundTrunkResponse({ trunk });
    },
  }),
  twirpMethod('ListSIPOutboundTrunk', {
    permission: 'admin',
    request: ListSIPOutboundTrunkRequest,
    run: ({ trunkIds, numbers, page }) => {
      const fits = (trunk: SIPOutboundTrunkInfo) =>
        numbers.length === 0 ||
        trunk.numbers.length === 0 ||
        trunk.numbers.some((number) => numbers.includes(number));
      return new ListSIPOutboundTrunkResponse({
        items: listPage(store.records.outboundTrunks, trunkIds, page, fits),
      });
    },
  }),
];
