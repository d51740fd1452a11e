import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { controlLook, Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { accountProblem, type FormProblem } from './account-problem.ts';

export interface AccountField<N extends string> {
  name: N;
  label: string;
  type?: 'text' | 'email' | 'password';
  autoComplete: string;
  hint?: string;
  optional?: boolean;
}

/** Fields, one button, and what the server says to each field; in its place `done` once it is carried out. */
export function AccountForm<N extends string>(props: {
  fields: AccountField<N>[];
  button: string;
  failure: string;
  submit: (values: Record<N, string>) => Promise<unknown>;
  done: ReactNode;
}) {
  const { fields, button, failure, submit, done } = props;
  const [problem, setProblem] = useState<FormProblem>({ fields: {} });
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const form = useRef<HTMLFormElement>(null);

  const show = (found: FormProblem): void => {
    setProblem(found);
    setState('open');
    const wrong = fields.find(({ name }) => found.fields[name]);
    if (wrong) (form.current?.elements.namedItem(wrong.name) as HTMLElement | null)?.focus();
  };
  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<N, string>;
    const empty = fields.filter(({ name, optional }) => !optional && values[name].trim() === '');
    if (empty.length > 0) {
      return show({ fields: Object.fromEntries(empty.map(({ name }) => [name, 'This is missing.'])) });
    }
    setState('busy');
    setProblem({ fields: {} });
    await submit(values).then(
      () => setState('done'),
      (error: unknown) =>
        show(
          accountProblem(
            error,
            fields.map(({ name }) => name),
          ),
        ),
    );
  };

  if (state === 'done') return done;
  return (
    <form ref={form} onSubmit={(event) => void onSubmit(event)} noValidate className="grid gap-5">
      {problem.general && <Notice severity="error" title={failure} advice={problem.general} kind="account" />}
      {fields.map(({ name, label, type = 'text', autoComplete, hint, optional }) => (
        <Field
          key={name}
          label={label}
          // One line either way: nothing below it moves.
          hint={problem.fields[name] ? undefined : (hint ?? '\u00a0')}
          problem={problem.fields[name]}
        >
          {(ids) => (
            <input
              {...ids}
              name={name}
              type={type}
              required={!optional}
              autoComplete={autoComplete}
              spellCheck={type === 'text' ? undefined : false}
              className={controlLook}
            />
          )}
        </Field>
      ))}
      <Button type="submit" look="primary" disabled={state === 'busy'}>
        {state === 'busy' ? 'One moment' : button}
      </Button>
    </form>
  );
}
