import { openAnswer, sealAnswer } from './seal-answer.ts';

/** What of an answer is given again. */
export interface Answer {
  status: number;
  etag: string;
  body: string;
}

/** Its ETag, if it has one, on a line of its own, then the body; sealed. The status is kept beside it. */
export const keepAnswer = ({ etag, body }: Answer, secret: string, key: string): string =>
  sealAnswer(`${etag}\n${body}`, secret, key);

/** JSON of ours has no line breaks, so what has none was kept when there were no ETags in it. */
export function readAnswer(kept: { status: number; answer: string }, secret: string, key: string): Answer {
  const { status } = kept;
  const text = openAnswer(kept.answer, secret, key);
  const end = text.indexOf('\n');
  return { status, etag: text.slice(0, Math.max(0, end)), body: text.slice(end + 1) };
}
