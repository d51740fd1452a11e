// @vitest-environment jsdom
import { ParleyApiError, type ParleyClient } from '@parley/api-client';
import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';

const open = (path: string, api: Record<string, unknown>) =>
  renderApp(path, { signedIn: false, client: { api: api as unknown as ParleyClient['api'] } });
const refused = (path: string, message: string) =>
  new ParleyApiError({ status: 400, code: 'VALIDATION_FAILED', detail: 'No.', issues: [{ path, message }] });
const fields = (labels: Record<string, string>) => async (user: ReturnType<typeof renderApp>['user']) => {
  for (const [label, text] of Object.entries(labels))
    await user.type(await screen.findByLabelText(label), text);
};
afterEach(() => history.replaceState(null, '', '/'));

it('sends a reset link without saying whether there is an account', async () => {
  const forgotPassword = vi.fn(async () => ({ status: 'accepted' }));
  const { user } = open('/sign-in', { forgotPassword });
  await user.click(await screen.findByRole('link', { name: 'Forgot your password?' }));
  await fields({ 'E-mail': 'ada@example.test{Enter}' })(user);
  expect((await screen.findByRole('status')).textContent).toContain('If there is an account');
  expect(forgotPassword).toHaveBeenCalledWith({ body: { email: 'ada@example.test' } });
});

it('sets a new password by the mailed link, whose token leaves the address bar', async () => {
  const resetPassword = vi.fn(async () => undefined);
  history.replaceState(null, '', '/reset-password#token=pwr_1');
  const { user } = open('/reset-password', { resetPassword });
  await fields({ 'New password': 'a long enough password{Enter}' })(user);
  await screen.findByRole('link', { name: 'Sign in' });
  expect(resetPassword).toHaveBeenCalledWith({
    body: { new_password: 'a long enough password', token: 'pwr_1' },
  });
  expect(location.hash).toBe('');
});

it('says when a link is not complete, or does not work any more', async () => {
  const resetPassword = vi.fn().mockRejectedValue(refused('token', 'This link does not work any more.'));
  const { user } = open('/reset-password', { resetPassword });
  expect((await screen.findByRole('status')).textContent).toContain('not complete');
  await fields({ 'New password': 'a long enough password{Enter}' })(user);
  expect((await screen.findByRole('alert')).textContent).toContain('does not work any more');
});

it('accepts an invitation, with a name only where one was given', async () => {
  const acceptInvitation = vi.fn(async () => ({ tenant_name: 'Maple' }));
  history.replaceState(null, '', '/accept-invitation#token=inv_1');
  const { user } = open('/accept-invitation', { acceptInvitation });
  await fields({ Password: 'my own password{Enter}' })(user);
  expect((await screen.findByRole('status')).textContent).toContain('You work with Maple now');
  expect(acceptInvitation).toHaveBeenCalledWith({
    body: { token: 'inv_1', password: 'my own password', name: undefined },
  });
});

it('shows what is wrong at its field, puts the cursor there, and lets one try again', async () => {
  const signUp = vi.fn().mockRejectedValueOnce(refused('password', 'use at least 10 characters'));
  signUp.mockResolvedValueOnce({ status: 'accepted' });
  const { user } = open('/sign-up', { signUp });
  await fields({ 'Your name': 'Ada', 'E-mail': 'ada@example.test', Password: 'short{Enter}' })(user);
  const business = screen.getByLabelText('Your business');
  expect([signUp.mock.calls.length, document.activeElement]).toEqual([0, business]);
  await fields({ 'Your business': 'Bakery{Enter}' })(user);
  const password = screen.getByLabelText('Password');
  await vi.waitFor(() => expect(password.getAttribute('aria-invalid')).toBe('true'));
  const words = document.getElementById(password.getAttribute('aria-describedby') ?? '')?.textContent;
  expect([words, document.activeElement]).toEqual(['use at least 10 characters', password]);
  expect((screen.getByLabelText('E-mail') as HTMLInputElement).value).toBe('ada@example.test');
  await user.type(password, ' no more{Enter}');
  await screen.findByText('Almost done');
  expect(signUp.mock.lastCall?.[0].body).toEqual({
    name: 'Ada',
    tenant_name: 'Bakery',
    email: 'ada@example.test',
    password: 'short no more',
  });
});

it('confirms an address by a button', async () => {
  const confirmEmail = vi.fn(async () => undefined);
  history.replaceState(null, '', '/confirm#token=cnf');
  const { user } = open('/confirm', { confirmEmail });
  const button = await screen.findByRole('button', { name: 'Confirm' });
  expect(confirmEmail).not.toHaveBeenCalled();
  await user.click(button);
  await screen.findByText('Your address is confirmed');
  expect(confirmEmail).toHaveBeenCalledWith({ body: { token: 'cnf' } });
});

it('tells the server of a log-out, and goes even when that is away', async () => {
  const logOut = vi.fn().mockRejectedValue(new TypeError('failed to fetch'));
  const logIn = { refreshToken: 'r', accessExpiresAt: Date.now() + 60_000, who: 'ada' };
  const signedIn = { secret: 'jwt', label: 'Maple', expiresAt: null, logIn };
  localStorage.setItem('parley.signed-in', JSON.stringify(signedIn));
  const { user, credentials, router } = open('/history', { logOut });
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  await screen.findByTestId('sign-in-submit');
  expect([credentials.get(), localStorage.length, logOut.mock.calls.length]).toEqual([null, 0, 1]);
  expect(router.state.location.search).toEqual({ to: '/history' });
});
