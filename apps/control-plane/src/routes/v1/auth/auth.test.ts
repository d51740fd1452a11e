import { newId, type TenantId } from '@parley/contracts';
import { type Mail, verifyAudit } from '@parley/core';
import { auditEntries, memberships, refreshTokens, users, withIdentity, withTenant } from '@parley/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const password = 'a long enough password';
const mails: Mail[] = [];
const clock = createManualClock();
let app: TestApp;
/** One that has a mail server. */
let strict: TestApp;
let email: string;
beforeAll(async () => {
  const send = async (mail: Mail) => void mails.push(mail);
  app = await startTestApp({ clock, mailer: { delivers: false, send } });
  strict = await startTestApp({ clock, mailer: { delivers: true, send } });
});
afterAll(() => Promise.all([app.close(), strict.close()]));
beforeEach(async () => {
  // Past every throttle's window.
  await clock.advance(16 * 60_000);
  mails.length = 0;
  email = `${newId('user')}@example.test`;
});

const post = (path: string, body?: unknown, key?: string) =>
  app.call(`POST /api/v1/auth/${path}`, { body, key });
const signUp = (body: object = {}) =>
  post('sign-up', { email, password, name: 'Ada', tenant_name: 'Ada’s Bakery', ...body });
const logIn = (body: object = {}) => post('log-in', { email, password, ...body });
const me = (key: string) => app.call('GET /api/v1/auth/me', { key });
const signedUp = async () => {
  await signUp();
  return (await logIn()).json;
};
const audited = async (tenantId: TenantId) => {
  await app.afterwards.settled();
  const entries = await withTenant(app.database.db, tenantId, (tx) => tx.select().from(auditEntries));
  return entries.sort((a, b) => a.seq - b.seq).map(({ action }) => action);
};
const resetToken = async () => {
  await post('password/forgot', { email });
  await app.afterwards.settled();
  return /#token=([\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
};

it('signs up a person with a tenant of their own, who can log in', async () => {
  expect(await signUp({ email: email.toUpperCase() })).toMatchObject({
    status: 202,
    json: { status: 'accepted' },
  });
  const { json } = await logIn();
  expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 900, refresh_expires_in: 30 * 86_400 });
  expect(json.memberships).toEqual([
    { tenant_id: json.tenant_id, tenant_name: 'Ada’s Bakery', role: 'owner' },
  ]);
  const who = await me(json.access_token);
  expect(who.json).toMatchObject({ email, name: 'Ada', role: 'owner', tenant_id: json.tenant_id });
  expect(who.json.scopes).toContain('tenant:own');
  expect(await audited(json.tenant_id)).toEqual(['tenant.create', 'auth.log_in']);
  expect(mails).toMatchObject([{ to: email, subject: 'Your Parley account' }]);
});

it('answers a sign-up with a known e-mail alike, changes nothing, and tells its owner by mail', async () => {
  const first = await signUp();
  const before = await withIdentity(app.database.db, (tx) => tx.select().from(users));
  const second = await signUp({ password: 'another password', name: 'Eve', tenant_name: 'Eve' });
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect(await withIdentity(app.database.db, (tx) => tx.select().from(users))).toEqual(before);
  expect((await logIn()).json.memberships).toHaveLength(1);
  expect((await logIn({ password: 'another password' })).status).toBe(401);
  await app.afterwards.settled();
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Your Parley account',
    'You have a Parley account already',
  ]);
});

it.each([
  ['password', { password: 'too short' }],
  ['password', { password: 'x'.repeat(201) }],
  ['email', { email: 'nobody' }],
  ['name', { name: ' ' }],
  ['tenant_name', { tenant_name: '' }],
])('names the field %s when it cannot be used', async (path, body) => {
  const { status, json } = await signUp(body);
  expect([status, json.issues[0].path]).toEqual([400, path]);
});

it('refuses the e-mail as a password', async () => {
  const { json } = await signUp({ password: email.toUpperCase() });
  expect(json.issues).toEqual([
    { path: 'password', message: 'Use a password that is not your e-mail address.' },
  ]);
});

it('opens the tenant that is asked for, and none that the person is not of', async () => {
  const { user_id: userId, tenant_id: first } = await signedUp();
  const tenantId = app.demo.tenantId;
  await withTenant(app.database.db, tenantId, (tx) =>
    tx.insert(memberships).values({ tenantId, userId, role: 'viewer', createdAt: new Date(2100, 0) }),
  );
  expect((await logIn()).json.tenant_id).toBe(first);
  const { json } = await logIn({ tenant_id: tenantId });
  expect((await me(json.access_token)).json).toMatchObject({ tenant_id: tenantId, role: 'viewer' });
  expect((await logIn({ tenant_id: app.demo.otherTenantId })).json.code).toBe('NOT_FOUND');
});

it('answers a wrong password and an unknown e-mail alike, audits the first, and throttles both', async () => {
  const { tenant_id } = await signedUp();
  const answerTo = async (body: object) => {
    const { status, json } = await logIn(body);
    return { ...json, status, request_id: '' };
  };
  const nobody = { email: `x${email}` };
  const wrong = { password: 'not the password' };
  expect(await answerTo(nobody)).toEqual(await answerTo(wrong));
  expect(await audited(tenant_id)).toContain('auth.log_in_failed');
  for (const body of [nobody, wrong]) {
    for (let tries = 1; tries < 5; tries++) expect((await logIn(body)).status).toBe(401);
    const refused = await logIn(body);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.any(String)]);
  }
  await clock.advance(61_000);
  expect((await logIn()).status).toBe(200);
});

it('lets no more through when many guesses come at once', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => logIn({ password: 'wrong' })));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
});

it('gives a new pair for a refresh token, with the role as it is now', async () => {
  const { refresh_token, access_token, tenant_id, user_id } = await signedUp();
  await withTenant(app.database.db, tenant_id, (tx) => tx.update(memberships).set({ role: 'editor' }));
  expect((await me(access_token)).status).toBe(401);
  const { json } = await post('refresh', { refresh_token });
  expect(json).toMatchObject({ tenant_id, user_id });
  expect(json.refresh_token).not.toBe(refresh_token);
  expect((await me(json.access_token)).json.role).toBe('editor');
});

it('ends the family when a refresh token is shown again, and tells so', async () => {
  const first = await signedUp();
  const other = (await logIn()).json;
  const second = (await post('refresh', { refresh_token: first.refresh_token })).json;
  expect((await post('refresh', { refresh_token: first.refresh_token })).json.code).toBe('UNAUTHENTICATED');
  expect((await post('refresh', { refresh_token: second.refresh_token })).status).toBe(401);
  expect((await me(second.access_token)).status).toBe(401);
  expect((await me(other.access_token)).status).toBe(200);
  expect(await audited(first.tenant_id)).toContain('auth.refresh_reused');
  const keys = { db: app.database.db, auditKey: app.auditKey, tenantId: first.tenant_id };
  expect(await verifyAudit(keys)).toMatchObject({ ok: true });
});

it('lets one of two refreshes at once through, and ends the family', async () => {
  const { refresh_token } = await signedUp();
  const answers = await Promise.all([1, 2].map(() => post('refresh', { refresh_token })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  const next = answers.find(({ status }) => status === 200)?.json;
  expect((await post('refresh', { refresh_token: next.refresh_token })).status).toBe(401);
  expect((await me(next.access_token)).status).toBe(401);
});

it('refuses refresh tokens that are unknown or too old, and of whoever is no member any more', async () => {
  const { refresh_token, tenant_id, access_token } = await signedUp();
  expect((await post('refresh', { refresh_token: 'x' })).json.code).toBe('UNAUTHENTICATED');
  await withTenant(app.database.db, tenant_id, (tx) => tx.delete(memberships));
  expect((await me(access_token)).status).toBe(401);
  expect((await post('refresh', { refresh_token })).status).toBe(401);
  email = `x${email}`;
  const old = await signedUp();
  await clock.advance(30 * 86_400_000);
  expect((await post('refresh', { refresh_token: old.refresh_token })).status).toBe(401);
});

it('ends one log-in by logging out', async () => {
  const one = await signedUp();
  const other = (await logIn()).json;
  expect((await post('log-out', undefined, one.access_token)).status).toBe(204);
  expect((await me(one.access_token)).status).toBe(401);
  expect((await post('refresh', { refresh_token: one.refresh_token })).status).toBe(401);
  expect((await me(other.access_token)).status).toBe(200);
  expect(await audited(one.tenant_id)).toContain('auth.log_out');
});

it('changes the password for whoever knows the old one, and ends the other log-ins', async () => {
  const one = await signedUp();
  const other = (await logIn()).json;
  const change = (old_password: string, new_password = 'the next password') =>
    post('password', { old_password, new_password }, one.access_token);
  expect((await change('wrong')).json.issues[0].path).toBe('old_password');
  expect((await change(password, email)).json.issues[0].path).toBe('new_password');
  expect((await me(other.access_token)).status).toBe(200);
  expect((await change(password)).status).toBe(204);
  expect((await me(one.access_token)).status).toBe(200);
  expect((await me(other.access_token)).status).toBe(401);
  expect((await post('refresh', { refresh_token: other.refresh_token })).status).toBe(401);
  expect((await logIn()).status).toBe(401);
  expect((await logIn({ password: 'the next password' })).status).toBe(200);
  expect(await audited(one.tenant_id)).toContain('auth.password_change');
});

it('is for people only', async () => {
  const key = app.credentials.apiKey;
  const change = { old_password: password, new_password: password };
  expect((await me(key)).json.code).toBe('FORBIDDEN');
  expect((await post('log-out', undefined, key)).json.code).toBe('FORBIDDEN');
  expect((await post('password', change, key)).json.code).toBe('FORBIDDEN');
});

it('sets a new password by a mailed link, once, and ends all log-ins', async () => {
  const { access_token, tenant_id } = await signedUp();
  const [older, token] = [await resetToken(), await resetToken()];
  const reset = (used: string, new_password = 'the next password') =>
    post('password/reset', { token: used, new_password });
  expect((await reset(token, email)).json.issues[0].path).toBe('new_password');
  expect((await reset(token)).status).toBe(204);
  expect((await me(access_token)).status).toBe(401);
  expect((await logIn({ password: 'the next password' })).status).toBe(200);
  for (const used of [token, older, 'unknown']) {
    expect((await reset(used, 'one more password')).json.issues[0].path).toBe('token');
  }
  expect((await logIn({ password: 'the next password' })).status).toBe(200);
  expect(await audited(tenant_id)).toEqual(
    expect.arrayContaining(['auth.password_forgot', 'auth.password_reset']),
  );
});

it('lets one of two resets at once through, and none after an hour', async () => {
  await signedUp();
  const token = await resetToken();
  const resets = ['the first password', 'the other password'].map((new_password) =>
    post('password/reset', { token, new_password }),
  );
  expect((await Promise.all(resets)).map(({ status }) => status).sort()).toEqual([204, 400]);
  const late = await resetToken();
  await clock.advance(3_600_000);
  expect((await post('password/reset', { token: late, new_password: password })).status).toBe(400);
});

it('answers alike who forgot a password and who has none, and mails the first only', async () => {
  await signedUp();
  await app.afterwards.settled();
  mails.length = 0;
  const known = await post('password/forgot', { email });
  const unknown = await post('password/forgot', { email: `x${email}` });
  await app.afterwards.settled();
  expect([known.status, known.text]).toEqual([202, unknown.text]);
  expect(mails.map(({ to }) => to)).toEqual([email]);
  expect(mails[0]?.text).toContain('http://127.0.0.1:8080/reset-password#token=');
  for (const body of [{ email }, { email: `x${email}` }]) {
    for (let tries = 0; tries < 2; tries++) await post('password/forgot', body);
    expect((await post('password/forgot', body)).status).toBe(429);
  }
});

it('keeps no token and no password, neither in the database nor in the log', async () => {
  const { refresh_token } = await signedUp();
  const token = await resetToken();
  const rows = await withIdentity(app.database.db, (tx) => tx.select().from(refreshTokens));
  const kept = JSON.stringify([rows, app.logged]);
  for (const secret of [refresh_token, token, password]) expect(kept).not.toContain(secret);
});

it('lets the long token of the first log-in end with the password', async () => {
  const { access_token } = await signedUp();
  const { json } = await app.call('POST /login', { body: { email, password } });
  expect((await me(json.access_token)).status).toBe(200);
  const change = { old_password: password, new_password: 'the next password' };
  expect((await post('password', change, access_token)).status).toBe(204);
  expect((await me(json.access_token)).status).toBe(401);
});

describe('where mail can be sent', () => {
  const ask = (path: string, body: unknown) => strict.call(`POST /api/v1/auth/${path}`, { body });
  const signUpStrictly = async () => {
    const answer = await ask('sign-up', { email, password, name: 'Ada', tenant_name: 'Ada’s Bakery' });
    await strict.afterwards.settled();
    return { answer, token: /confirm#token=([\w.-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] };
  };
  const enter = () => ask('log-in', { email, password });

  it('nobody logs in before the address is confirmed, and a failure does not tell why', async () => {
    const { token } = await signUpStrictly();
    const unknown = await ask('log-in', { email: `no-${email}`, password });
    const early = await enter();
    const { request_id: _, ...told } = early.json;
    expect([early.status, told]).toEqual([401, { ...unknown.json, request_id: undefined }]);
    expect((await ask('confirm', { token })).status).toBe(204);
    expect((await enter()).status).toBe(200);
    expect((await ask('confirm', { token })).status).toBe(204);
  });

  it('who signs up after somebody else did so with their address chooses the password anew', async () => {
    const theirs = await signUpStrictly();
    const own = await signUpStrictly();
    expect([own.answer.text, own.token]).toEqual([theirs.answer.text, undefined]);
    const token = /reset-password#token=([\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1];
    expect((await ask('password/reset', { token, new_password: 'a password of my own' })).status).toBe(204);
    expect((await enter()).status).toBe(401);
    expect((await ask('log-in', { email, password: 'a password of my own' })).status).toBe(200);
    expect((await signUpStrictly()).token).toBeUndefined();
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Confirm your address for Parley',
      'Choose a password for Parley',
      'You have a Parley account already',
    ]);
  });

  it('an invitation to an address proves it', async () => {
    await signUpStrictly();
    const key = await strict.accessToken();
    const invited = await strict.call('POST /api/v1/invitations', { key, body: { email, role: 'viewer' } });
    expect(invited.status).toBe(201);
    await strict.afterwards.settled();
    const token = /accept-invitation#token=(\w[\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1];
    const accepted = await strict.call('POST /api/v1/invitations/accept', { body: { token, password } });
    expect(accepted.status).toBe(200);
    expect((await enter()).status).toBe(200);
  });

  it('a password that was reset by mail confirms the address too', async () => {
    await signUpStrictly();
    await ask('password/forgot', { email });
    await strict.afterwards.settled();
    const token = /reset-password#token=([\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1];
    await ask('password/reset', { token, new_password: password });
    expect((await enter()).status).toBe(200);
  });

  it.each(['nonsense', ''])('a link that is not ours is refused: "%s"', async (token) => {
    const answer = await ask('confirm', { token });
    expect([answer.status, answer.json.issues[0].path]).toEqual([400, 'token']);
  });

  it('a link runs out', async () => {
    const { token } = await signUpStrictly();
    await clock.advance(4 * 86_400_000);
    expect((await ask('confirm', { token })).status).toBe(400);
  });
});
