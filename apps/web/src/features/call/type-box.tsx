import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { controlLook } from '../../components/field.tsx';

/** Typing instead of speaking. A line that could not be sent comes back into the field. */
export function TypeBox(props: {
  enabled: boolean;
  unsentText: string | null;
  onSend: (text: string) => void;
}) {
  const [text, setText] = useState('');
  useEffect(() => {
    if (props.unsentText !== null) setText(props.unsentText);
  }, [props.unsentText]);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const line = text.trim();
    if (line === '' || !props.enabled) return;
    setText('');
    props.onSend(line);
  };
  return (
    <form onSubmit={send} className="flex min-w-0 flex-1 gap-2">
      <input
        aria-label="Type to the agent"
        placeholder="Type instead of speaking"
        autoComplete="off"
        maxLength={2000}
        disabled={!props.enabled}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="type-message"
        className={`${controlLook} min-w-0 disabled:opacity-55`}
      />
      <Button type="submit" disabled={!props.enabled || text.trim() === ''} data-testid="type-send">
        Send
      </Button>
    </form>
  );
}
