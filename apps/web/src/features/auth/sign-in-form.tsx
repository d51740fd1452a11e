import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { controlLook, Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import type { SignedIn } from './credential-store.ts';
import { type SignInInput, signIn, signInProblem } from './sign-in.ts';

type Way = 'key' | 'password';

/** Signs in by an API key, or by e-mail and password. */
export function SignInForm(props: { reason: string | null; onSignedIn: (signedIn: SignedIn) => void }) {
  const [way, setWay] = useState<Way>('key');
  const [fields, setFields] = useState({ key: '', email: '', password: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input: SignInInput =
      way === 'key' ? { key: fields.key.trim() } : { email: fields.email.trim(), password: fields.password };
    if (Object.values(input).some((value) => value === '')) {
      return setProblem(way === 'key' ? 'Enter your API key.' : 'Enter your e-mail address and password.');
    }
    setBusy(true);
    setProblem(null);
    try {
      props.onSignedIn(await signIn(input));
    } catch (error) {
      setProblem(signInProblem(error));
      setBusy(false);
    }
  };
  const change = (field: keyof typeof fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [field]: event.target.value });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      {problem ? (
        <Notice severity="error" title="You are not signed in" advice={problem} kind="sign_in" />
      ) : (
        props.reason && <Notice severity="notice" title="You were signed out" advice={props.reason} />
      )}
      <WayChoice way={way} onChange={setWay} />
      {way === 'key' ? (
        <Field label="API key" hint="It begins with sk_ and is kept in this tab only.">
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={fields.key}
              onChange={change('key')}
              data-testid="sign-in-key"
              className={`${controlLook} font-mono`}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label="E-mail">
            {(ids) => (
              <input
                {...ids}
                type="email"
                autoComplete="username"
                value={fields.email}
                onChange={change('email')}
                data-testid="sign-in-email"
                className={controlLook}
              />
            )}
          </Field>
          <Field label="Password">
            {(ids) => (
              <input
                {...ids}
                type="password"
                autoComplete="current-password"
                value={fields.password}
                onChange={change('password')}
                data-testid="sign-in-password"
                className={controlLook}
              />
            )}
          </Field>
        </>
      )}
      <Button type="submit" look="primary" disabled={busy} data-testid="sign-in-submit">
        {busy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}

function WayChoice({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const name = useId();
  const ways = [
    ['key', 'API key'],
    ['password', 'E-mail and password'],
  ] as const;
  return (
    <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
      <legend className="sr-only">How to sign in</legend>
      {ways.map(([value, label]) => (
        <label key={value} className="flex min-h-8 cursor-pointer items-center gap-2">
          <input
            type="radio"
            name={name}
            checked={way === value}
            onChange={() => onChange(value)}
            data-testid={`sign-in-by-${value}`}
            className="size-4 accent-agent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
