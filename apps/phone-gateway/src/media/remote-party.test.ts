import { describe, expect, it } from 'vitest';
import { createRemoteParty } from './remote-party.ts';

const told = { address: '10.0.0.1', port: 4000 };
const from = (port: number, address = told.address) => ({ address, port });

describe('createRemoteParty', () => {
  it('sends where the SDP says until somebody is heard from there', () => {
    const party = createRemoteParty(told, undefined);
    expect(party.target).toEqual(told);
    expect(party.admits(from(5000), 0)).toBe(true);
    expect(party.target).toEqual(from(5000));
  });

  it('hears no other address, and is not led there', () => {
    const party = createRemoteParty(told, undefined);
    expect(party.admits(from(4000, '10.0.0.2'), 0)).toBe(false);
    expect(party.target).toEqual(told);
  });

  it('hears the address the signalling came from, as a telephone behind a NAT needs', () => {
    const party = createRemoteParty({ address: '192.168.1.5', port: 7078 }, '203.0.113.9');
    expect(party.admits(from(31_000, '203.0.113.9'), 0)).toBe(true);
    expect(party.target).toEqual(from(31_000, '203.0.113.9'));
  });

  it('is not taken over by another port while the known one speaks', () => {
    const party = createRemoteParty(told, undefined);
    party.admits(from(4000), 0);
    expect(party.admits(from(6666), 1000)).toBe(false);
    party.admits(from(4000), 1500);
    expect(party.admits(from(6666), 3000)).toBe(false);
    expect(party.admits(from(6666), 3501)).toBe(true);
  });

  it('learns anew when the call moves', () => {
    const party = createRemoteParty(told, undefined);
    party.admits(from(4000), 0);
    party.retarget({ address: '10.0.0.9', port: 8000 });
    expect(party.target).toEqual({ address: '10.0.0.9', port: 8000 });
    expect(party.admits(from(4000), 10)).toBe(false);
    expect(party.admits(from(8002, '10.0.0.9'), 10)).toBe(true);
  });

  it('hears nobody before it knows whom, and sends nothing to port 0', () => {
    expect(createRemoteParty(undefined, undefined).admits(from(4000), 0)).toBe(false);
    expect(createRemoteParty({ address: '10.0.0.1', port: 0 }, undefined).target).toBeUndefined();
  });
});
