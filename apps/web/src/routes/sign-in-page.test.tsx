// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { agent, renderApp } from '../testing/render-app.tsx';

const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const fetch = vi.fn<typeof globalThis.fetch>();

beforeEach(() => vi.stubGlobal('fetch', fetch.mockReset()));
afterEach(() => vi.unstubAllGlobals());

it('signs in by a key that the server knows, and goes where one wanted to go', async () => {
  fetch.mockImplementation(async () => answer(200, { agents: [agent] }));
  const { user, credentials, router } = renderApp('/history', { signedIn: false });
  await user.type(await screen.findByTestId('sign-in-key'), 'sk_good{Enter}');
  await screen.findByRole('heading', { name: 'History' });
  expect(router.state.location.pathname).toBe('/history');
  expect(credentials.get()?.secret).toBe('sk_good');
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: 'Bearer sk_good' });
});

it('says so when the server does not know the key, and keeps nobody signed in', async () => {
  fetch.mockImplementation(async () => answer(401, { code: 'UNAUTHENTICATED', title: 'Unauthenticated' }));
  const { user, credentials } = renderApp('/sign-in', { signedIn: false });
  await user.type(await screen.findByTestId('sign-in-key'), 'sk_bad');
  await user.click(screen.getByTestId('sign-in-submit'));
  expect((await screen.findByRole('alert')).textContent).toContain('does not know this key');
  expect(credentials.get()).toBeNull();
});

it('signs in by e-mail and password', async () => {
  const loggedIn = {
    access_token: 'jwt',
    expires_in: 900,
    refresh_token: 'rft',
    refresh_expires_in: 3_600,
    tenant_id: 'ten_2',
    user_id: 'usr_1',
    memberships: [
      { tenant_id: 'ten_1', tenant_name: 'Harbor' },
      { tenant_id: 'ten_2', tenant_name: 'Maple' },
    ],
  };
  fetch.mockImplementation(async () => answer(200, loggedIn));
  const { user, credentials } = renderApp('/sign-in', { signedIn: false });
  await user.click(await screen.findByLabelText('E-mail and password'));
  await user.type(screen.getByLabelText('E-mail'), 'demo@maple.test');
  await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
  await screen.findByTestId('start');
  expect(credentials.get()).toMatchObject({ secret: 'jwt', label: 'Maple' });
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/auth/log-in');
  expect(fetch.mock.calls[0]?.[1]?.body).toBe('{"email":"demo@maple.test","password":"secret"}');
});

it('asks for what is missing before it asks the server', async () => {
  const { user } = renderApp('/sign-in', { signedIn: false });
  await user.click(await screen.findByTestId('sign-in-submit'));
  expect(screen.getByRole('alert').textContent).toContain('Enter your API key.');
  expect(fetch).not.toHaveBeenCalled();
});
