import {
  CreateSIPDispatchRuleRequest,
  DeleteSIPDispatchRuleRequest,
  ListSIPDispatchRuleRequest,
  ListSIPDispatchRuleResponse,
  SIPDispatchRuleInfo,
  type SIPDispatchRuleUpdate,
  UpdateSIPDispatchRuleRequest,
} from '@livekit/protocol';
import { newId } from '../../store/new-id.ts';
import type { SipStore } from '../../store/open-sip-store.ts';
import { applyListUpdate } from '../apply-list-update.ts';
import { listPage } from '../list-page.ts';
import { invalidArgument, TwirpError } from '../twirp-error.ts';
import { type TwirpMethod, twirpMethod } from '../twirp-method.ts';
import { validateRule, validateRuleConflicts } from '../validate-rule.ts';

const ruleNotFound = (): TwirpError =>
  new TwirpError('not_found', 'requested sip dispatch rule does not exist');

/** The fields of a rule may stand in the request itself, as older clients send them. */
function ruleOf(request: CreateSIPDispatchRuleRequest): SIPDispatchRuleInfo {
  const { dispatchRule, rule, roomConfig, ...rest } = request;
  if (dispatchRule) {
    if (dispatchRule.sipDispatchRuleId) throw invalidArgument('rule id must not be set');
    return dispatchRule;
  }
  return new SIPDispatchRuleInfo({
    trunkIds: rest.trunkIds,
    hidePhoneNumber: rest.hidePhoneNumber,
    inboundNumbers: rest.inboundNumbers,
    name: rest.name,
    metadata: rest.metadata,
    attributes: rest.attributes,
    roomPreset: rest.roomPreset,
    ...(rule && { rule }),
    ...(roomConfig && { roomConfig }),
  });
}

function update(rule: SIPDispatchRuleInfo, diff: SIPDispatchRuleUpdate): void {
  rule.trunkIds = applyListUpdate(rule.trunkIds, diff.trunkIds);
  rule.rule = diff.rule ?? rule.rule;
  rule.name = diff.name ?? rule.name;
  rule.metadata = diff.metadata ?? rule.metadata;
  rule.media = diff.media ?? rule.media;
  for (const [name, value] of Object.entries(diff.attributes)) {
    if (value === '') delete rule.attributes[name];
    else rule.attributes[name] = value;
  }
}

function changed(rule: SIPDispatchRuleInfo, { sipDispatchRuleId, action }: UpdateSIPDispatchRuleRequest) {
  if (action.case === 'update') {
    const next = rule.clone();
    update(next, action.value);
    return next;
  }
  if (action.case !== 'replace') throw invalidArgument('missing or unsupported update action');
  const next = action.value;
  if (next.sipDispatchRuleId && next.sipDispatchRuleId !== sipDispatchRuleId)
    throw invalidArgument('rule id in the info must be empty or match the id in the update');
  next.sipDispatchRuleId = sipDispatchRuleId;
  return next;
}

export const dispatchRuleMethods = (store: SipStore): TwirpMethod[] => [
  twirpMethod('CreateSIPDispatchRule', {
    permission: 'admin',
    request: CreateSIPDispatchRuleRequest,
    run: (request) => {
      const rule = ruleOf(request);
      validateRule(rule);
      return store.change(({ dispatchRules }) => {
        validateRuleConflicts([...dispatchRules.values(), rule]);
        rule.sipDispatchRuleId = newId('SDR_');
        dispatchRules.set(rule.sipDispatchRuleId, rule);
        return rule;
      });
    },
  }),
  twirpMethod('UpdateSIPDispatchRule', {
    permission: 'admin',
    request: UpdateSIPDispatchRuleRequest,
    run: (request) => {
      const id = request.sipDispatchRuleId;
      if (!id) throw invalidArgument('rule id must be set');
      return store.change(({ dispatchRules }) => {
        const rule = dispatchRules.get(id);
        if (!rule) throw ruleNotFound();
        const next = changed(rule, request);
        validateRule(next);
        dispatchRules.set(id, next);
        validateRuleConflicts(dispatchRules.values());
        return next;
      });
    },
  }),
  twirpMethod('ListSIPDispatchRule', {
    permission: 'admin',
    request: ListSIPDispatchRuleRequest,
    run: ({ dispatchRuleIds, trunkIds, page }) => {
      const fits = (rule: SIPDispatchRuleInfo) =>
        trunkIds.length === 0 ||
        rule.trunkIds.length === 0 ||
        rule.trunkIds.some((id) => trunkIds.includes(id));
      return new ListSIPDispatchRuleResponse({
        items: listPage(store.records.dispatchRules, dispatchRuleIds, page, fits),
      });
    },
  }),
  twirpMethod('DeleteSIPDispatchRule', {
    permission: 'admin',
    request: DeleteSIPDispatchRuleRequest,
    run: ({ sipDispatchRuleId }) => {
      if (!sipDispatchRuleId) throw invalidArgument('dispatch rule ID is required');
      return store.change(({ dispatchRules }) => {
        const rule = dispatchRules.get(sipDispatchRuleId);
        if (!rule) throw ruleNotFound();
        dispatchRules.delete(sipDispatchRuleId);
        return rule;
      });
    },
  }),
];
