import { useEffect, useState } from 'react';
import type { SetupValues } from './setup-form.tsx';

const storageKey = 'parley.setup';

/** What the form holds, kept while the tab lives. */
export function useSetupValues(): [SetupValues, (change: Partial<SetupValues>) => void] {
  const [values, setValues] = useState<SetupValues>(() => ({ ...madeUp(), ...stored() }));
  useEffect(() => sessionStorage.setItem(storageKey, JSON.stringify(values)), [values]);
  return [values, (change) => setValues((before) => ({ ...before, ...change }))];
}

/** For whoever signs in next. */
export const forgetSetupValues = (): void => sessionStorage.removeItem(storageKey);

const madeUp = (): SetupValues => ({
  room: 'lobby',
  identity: `caller-${crypto.getRandomValues(new Uint16Array(1))[0]?.toString(36).padStart(4, '0')}`,
  agentId: '',
  systemPrompt: '',
});

function stored(): Partial<SetupValues> {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}');
    const entries = Object.entries(parsed ?? {}).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(entries) as Partial<SetupValues>;
  } catch {
    return {};
  }
}
