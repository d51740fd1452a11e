import {
  CreateSIPInboundTrunkRequest,
  GetSIPInboundTrunkRequest,
  GetSIPInboundTrunkResponse,
  ListSIPInboundTrunkRequest,
  ListSIPInboundTrunkResponse,
  type SIPInboundTrunkInfo,
  type SIPInboundTrunkUpdate,
  UpdateSIPInboundTrunkRequest,
} from '@livekit/protocol';
import { isAmong } from '../../calls/matching/normalize-number.ts';
import { newId } from '../../store/new-id.ts';
import type { SipStore } from '../../store/open-sip-store.ts';
import { applyListUpdate } from '../apply-list-update.ts';
import { listPage } from '../list-page.ts';
import { invalidArgument, TwirpError } from '../twirp-error.ts';
import { type TwirpMethod, twirpMethod } from '../twirp-method.ts';
import { validateInboundTrunk, validateTrunkConflicts } from '../validate-trunk.ts';

export const trunkNotFound = (): TwirpError =>
  new TwirpError('not_found', 'requested sip trunk does not exist');

function update(trunk: SIPInboundTrunkInfo, diff: SIPInboundTrunkUpdate): void {
  trunk.numbers = applyListUpdate(trunk.numbers, diff.numbers);
  trunk.allowedAddresses = applyListUpdate(trunk.allowedAddresses, diff.allowedAddresses);
  trunk.allowedNumbers = applyListUpdate(trunk.allowedNumbers, diff.allowedNumbers);
  trunk.authUsername = diff.authUsername ?? trunk.authUsername;
  trunk.authPassword = diff.authPassword ?? trunk.authPassword;
  trunk.authRealm = diff.authRealm ?? trunk.authRealm;
  trunk.name = diff.name ?? trunk.name;
  trunk.metadata = diff.metadata ?? trunk.metadata;
  trunk.media = diff.media ?? trunk.media;
}

function changed(trunk: SIPInboundTrunkInfo, { sipTrunkId, action }: UpdateSIPInboundTrunkRequest) {
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

export const inboundTrunkMethods = (store: SipStore): TwirpMethod[] => [
  twirpMethod('CreateSIPInboundTrunk', {
    permission: 'admin',
    request: CreateSIPInboundTrunkRequest,
    run: ({ trunk }) => {
      if (!trunk) throw invalidArgument('missing trunk');
      if (trunk.sipTrunkId) throw invalidArgument('trunk id must not be set');
      validateInboundTrunk(trunk);
      return store.change(({ inboundTrunks }) => {
        validateTrunkConflicts([...inboundTrunks.values(), trunk]);
        trunk.sipTrunkId = newId('ST_');
        inboundTrunks.set(trunk.sipTrunkId, trunk);
        return trunk;
      });
    },
  }),
  twirpMethod('UpdateSIPInboundTrunk', {
    permission: 'admin',
    request: UpdateSIPInboundTrunkRequest,
    run: (request) => {
      if (!request.sipTrunkId) throw invalidArgument('trunk id must be set');
      return store.change(({ inboundTrunks }) => {
        const trunk = inboundTrunks.get(request.sipTrunkId);
        if (!trunk) throw trunkNotFound();
        const next = changed(trunk, request);
        validateInboundTrunk(next);
        inboundTrunks.set(request.sipTrunkId, next);
        validateTrunkConflicts(inboundTrunks.values());
        return next;
      });
    },
  }),
  twirpMethod('GetSIPInboundTrunk', {
    permission: 'admin',
    request: GetSIPInboundTrunkRequest,
    run: ({ sipTrunkId }) => {
      if (!sipTrunkId) throw invalidArgument('trunk ID is required');
      const trunk = store.records.inboundTrunks.get(sipTrunkId);
      if (!trunk) throw trunkNotFound();
      return new GetSIPInboundTrunkResponse({ trunk });
    },
  }),
  twirpMethod('ListSIPInboundTrunk', {
    permission: 'admin',
    request: ListSIPInboundTrunkRequest,
    run: ({ trunkIds, numbers, page }) => {
      const fits = (trunk: SIPInboundTrunkInfo) =>
        numbers.length === 0 ||
        trunk.numbers.length === 0 ||
        trunk.numbers.some((number) => isAmong(number, numbers));
      return new ListSIPInboundTrunkResponse({
        items: listPage(store.records.inboundTrunks, trunkIds, page, fits),
      });
    },
  }),
];
