import type { ReactNode } from 'react';
import { useTitle } from '../lib/use-title.ts';
import { Logo } from './logo.tsx';

export const textLink = 'underline underline-offset-4 hover:no-underline';

/** The frame of a page for somebody who is not signed in. */
export function PageOfAccount(props: {
  title: string;
  intro: string;
  children: ReactNode;
  foot?: ReactNode;
}) {
  useTitle(props.title);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-8 px-4 py-10">
      <header className="grid gap-4">
        <Logo className="size-16" />
        <h1 className="text-3xl font-semibold tracking-tight">{props.title}</h1>
        <p className="text-lg text-muted">{props.intro}</p>
      </header>
      {props.children}
      {props.foot && <p className="flex flex-wrap gap-x-6 gap-y-2">{props.foot}</p>}
    </main>
  );
}
