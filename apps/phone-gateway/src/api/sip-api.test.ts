import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListSIPInboundTrunkRequest, ListSIPInboundTrunkResponse, ListUpdate } from '@livekit/protocol';
import { AccessToken, type SIPGrant, SipClient } from 'livekit-server-sdk';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const livekit = { url: 'ws://127.0.0.1:9', apiKey: 'key', apiSecret: 'a secret of thirty-two letters!!!' };
let gateway: TestGateway;
let api: SipClient;

beforeEach(async () => {
  gateway = await startTestGateway(livekit);
  api = gateway.api;
  onTestFinished(() => gateway.stop());
});

const post = async (
  method: string,
  body: string | Buffer<ArrayBuffer>,
  type = 'application/json',
  sip: SIPGrant = { admin: true },
) => {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'test' });
  token.addSIPGrant(sip);
  const headers = { authorization: `Bearer ${await token.toJwt()}`, 'content-type': type };
  return fetch(`${gateway.url}/twirp/livekit.SIP/${method}`, { method: 'POST', headers, body });
};

it('keeps trunks and rules, changes them and deletes them', async () => {
  const trunk = await api.createSipInboundTrunk('in', ['+15550100'], {
    authUsername: 'u',
    authPassword: 'p',
  });
  expect(trunk.sipTrunkId).toMatch(/^ST_\w{12}$/);
  const changed = await api.updateSipInboundTrunkFields(trunk.sipTrunkId, {
    name: 'new',
    numbers: new ListUpdate({ add: ['+15550101'] }),
  });
  expect(changed).toMatchObject({ name: 'new', numbers: ['+15550100', '+15550101'], authPassword: 'p' });
  const outbound = await api.createSipOutboundTrunk('out', 'sip.example.com', ['+15550100'], {
    transport: 1,
  });
  expect((await api.listSipTrunk()).map(({ sipTrunkId }) => sipTrunkId)).toEqual([
    trunk.sipTrunkId,
    outbound.sipTrunkId,
  ]);
  expect(await api.listSipInboundTrunk({ numbers: ['15550101'] })).toHaveLength(1);
  expect(await api.listSipInboundTrunk({ numbers: ['+19'] })).toHaveLength(0);

  const rule = await api.createSipDispatchRule(
    { type: 'individual', roomPrefix: 'call', pin: '1' },
    { trunkIds: [trunk.sipTrunkId], attributes: { a: '1', b: '2' } },
  );
  const renamed = await api.updateSipDispatchRuleFields(rule.sipDispatchRuleId, { attributes: { a: '' } });
  expect(renamed.attributes).toEqual({ b: '2' });
  const kept = JSON.parse(await readFile(join(gateway.dataDir, 'sip.json'), 'utf8'));
  expect(kept).toMatchObject({ version: 1, dispatchRules: [{ sipDispatchRuleId: rule.sipDispatchRuleId }] });
  await api.deleteSipDispatchRule(rule.sipDispatchRuleId);
  await api.deleteSipTrunk(outbound.sipTrunkId);
  expect(await api.listSipDispatchRule()).toEqual([]);
  expect(await api.listSipOutboundTrunk()).toEqual([]);
});

it('refuses what would be ambiguous or is wrong, as LiveKit does', async () => {
  const first = await api.createSipInboundTrunk('in', ['+15550100']);
  const refused = (asked: Promise<unknown>) => expect(asked).rejects;
  await refused(api.createSipInboundTrunk('again', ['15550100'])).toMatchObject({
    code: 'invalid_argument',
    message: expect.stringContaining(`Conflicting inbound SIP Trunks: "<new>" and "${first.sipTrunkId}"`),
  });
  await refused(api.createSipInboundTrunk('open', [])).toMatchObject({
    message: expect.stringContaining('for security'),
  });
  await refused(api.createSipOutboundTrunk('out', 'sip:x@y', ['+1'], { transport: 0 })).toMatchObject({
    status: 400,
  });
  await refused(
    api.createSipOutboundTrunk('out', 'y', ['+1'], { transport: 0, headers: { 'X-A': 'a\r\nVia: b' } }),
  ).toMatchObject({ message: expect.stringContaining('X-A') });
  const rule = { type: 'direct', roomName: 'a' } as const;
  await api.createSipDispatchRule(rule, { trunkIds: [first.sipTrunkId] });
  await refused(api.createSipDispatchRule(rule, { trunkIds: [first.sipTrunkId] })).toMatchObject({
    message: expect.stringContaining('already exists'),
  });
  await refused(api.updateSipInboundTrunkFields('ST_none', { name: 'x' })).toMatchObject({
    code: 'not_found',
  });
  await refused(api.deleteSipDispatchRule('SDR_none')).toMatchObject({ code: 'not_found' });
  await refused(api.createSipParticipant('ST_none', '+1', 'room')).toMatchObject({ code: 'not_found' });
  await refused(api.createSipParticipant('ST_none', 'a@b', 'room')).toMatchObject({
    code: 'invalid_argument',
  });
  await refused(api.transferSipParticipant('room', 'id', 'mailto:a')).toMatchObject({
    code: 'invalid_argument',
  });
});

it('wants the right grant, and an own key', async () => {
  const answer = await post('ListSIPInboundTrunk', '{}', 'application/json', { call: true });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
  expect((await post('CreateSIPParticipant', '{}')).status).toBe(401);
  const stranger = new SipClient(gateway.url, livekit.apiKey, 'another secret of thirty-two letters');
  await expect(stranger.listSipInboundTrunk()).rejects.toMatchObject({ status: 401 });
});

it('speaks protobuf as well, and says what it cannot read', async () => {
  await api.createSipInboundTrunk('in', ['+15550100']);
  const request = new ListSIPInboundTrunkRequest().toBinary();
  const answer = await post('ListSIPInboundTrunk', Buffer.from(request), 'application/protobuf');
  expect(answer.headers.get('content-type')).toBe('application/protobuf');
  const { items } = ListSIPInboundTrunkResponse.fromBinary(new Uint8Array(await answer.arrayBuffer()));
  expect(items).toMatchObject([{ name: 'in' }]);
  expect((await post('ListSIPInboundTrunk', '{', 'application/json')).status).toBe(400);
  expect((await post('ListSIPInboundTrunk', '', 'text/plain')).status).toBe(404);
  expect(await (await post('Nothing', '{}')).json()).toMatchObject({ code: 'bad_route' });
});

it('says so when its file is broken, and does not start', async () => {
  const { dataDir } = gateway;
  await writeFile(join(dataDir, 'sip.json'), '{"version":1,"inboundTrunks":[{"numbers":4}]}');
  await expect(startTestGateway(livekit, { PARLEY_DATA_DIR: dataDir })).rejects.toThrow(
    /sip\.json .*is broken: .*Mend it, or move it away/,
  );
});

it('does not listen on a network without knowing who may call', async () => {
  await expect(startTestGateway(livekit, { PARLEY_SIP_HOST: '0.0.0.0' })).rejects.toThrow(
    /PARLEY_SIP_HOST: .*PARLEY_SIP_ALLOWED_ADDRESSES/,
  );
});
