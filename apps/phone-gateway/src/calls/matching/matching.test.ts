import { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { evaluateRule } from './evaluate-rule.ts';
import { matchAddress } from './match-address.ts';
import { matchRule } from './match-rule.ts';
import { matchTrunk } from './match-trunk.ts';

const trunk = (sipTrunkId: string, more: Partial<SIPInboundTrunkInfo> = {}) =>
  new SIPInboundTrunkInfo({ sipTrunkId, ...more });
const call = (to = '+15550100', from = '+15550999', sourceAddress = '127.0.0.1') => ({
  from: { user: from, host: 'h' },
  to: { user: to },
  sourceAddress,
});

it.each([
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['11.1.2.3', ['10.0.0.0/8'], false],
  ['::ffff:10.1.2.3', ['10.1.2.3'], true],
  ['10.1.2.3', ['nonsense', '10.1.2.3/99'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['10.1.2.3', [], true],
])('%s in %j: %j', (address, masks, expected) => {
  expect(matchAddress(address, masks)).toBe(expected);
});

describe('matchTrunk', () => {
  it('prefers the trunk of the number, whichever way the number is written', () => {
    const trunks = [trunk('any'), trunk('own', { numbers: ['1 (555) 010-0'] })];
    expect(matchTrunk(trunks, call())).toMatchObject({ trunk: { sipTrunkId: 'own' } });
    expect(matchTrunk(trunks, call('+19'))).toMatchObject({ trunk: { sipTrunkId: 'any' } });
  });

  it('tells an unknown number from a caller who may not', () => {
    const own = trunk('own', { numbers: ['+15550100'], allowedAddresses: ['10.0.0.0/8'] });
    expect(matchTrunk([own], call('+19'))).toEqual({ none: 'unknown-number' });
    expect(matchTrunk([own], call())).toEqual({ none: 'forbidden' });
    const choosy = trunk('own', { numbers: ['+15550100'], allowedNumbers: ['+1'] });
    expect(matchTrunk([choosy], call())).toEqual({ none: 'forbidden' });
    expect(matchTrunk([trunk('a'), trunk('b')], call())).toEqual({ none: 'ambiguous' });
  });
});

describe('matchRule', () => {
  const direct = (id: string, pin = '', more: Partial<SIPDispatchRuleInfo> = {}) =>
    new SIPDispatchRuleInfo({
      sipDispatchRuleId: id,
      rule: { rule: { case: 'dispatchRuleDirect', value: { roomName: id, pin } } },
      ...more,
    } as never);
  const query = { trunkId: 't', calling: '+15550999', called: '+15550100' };

  it('prefers the trunk’s own rules, then those for this caller', () => {
    const rules = [
      direct('every'),
      direct('own', '', { trunkIds: ['t'] }),
      direct('caller', '', { trunkIds: ['t'], inboundNumbers: ['+15550999'] }),
      direct('other', '', { trunkIds: ['u'] }),
    ];
    expect(matchRule(rules, query)?.sipDispatchRuleId).toBe('caller');
    expect(matchRule(rules, { ...query, calling: '+1' })?.sipDispatchRuleId).toBe('own');
    expect(matchRule(rules, { ...query, trunkId: 'x' })?.sipDispatchRuleId).toBe('every');
  });

  it('never leads from a wrong pin to a rule without one', () => {
    const rules = [direct('open'), direct('closed', '1'), direct('second', '2')];
    expect(matchRule(rules, query)?.sipDispatchRuleId).toBe('closed');
    expect(matchRule(rules, { ...query, pin: '2' })?.sipDispatchRuleId).toBe('second');
    expect(matchRule(rules, { ...query, pin: '3' })).toBeUndefined();
  });

  it('makes the room’s name, and hides the number when it should', () => {
    const rule = new SIPDispatchRuleInfo({
      sipDispatchRuleId: 'r',
      rule: { rule: { case: 'dispatchRuleIndividual', value: { roomPrefix: 'p' } } },
    } as never);
    const who = { callId: 'c', from: { user: '+15550999', host: 'h' }, to: { user: '+15550100' } };
    const open = evaluateRule(rule, trunk('t'), who);
    expect(open.roomName).toMatch(/^p_\+15550999_\w{12}$/);
    expect(open).toMatchObject({ identity: 'sip_+15550999', name: 'Phone +15550999' });
    rule.hidePhoneNumber = true;
    const hidden = evaluateRule(rule, trunk('t'), who);
    expect(JSON.stringify(hidden)).not.toContain('5550999');
    expect(hidden).toMatchObject({ name: 'Phone 0999', attributes: { 'sip.ruleID': 'r' } });
  });
});
