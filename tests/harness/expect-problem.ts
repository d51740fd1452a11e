import { errorStatus, problemSchema } from '@parley/contracts';
import { expect } from 'vitest';

export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** The answer is a problem+json with this code, the code's own status, and nothing of the inside. */
export function expectProblem(answer: Answer, code: keyof typeof errorStatus): void {
  expect({ status: answer.status, body: answer.text }).toMatchObject({ status: errorStatus[code] });
  expect(answer.contentType).toContain('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(answer.text));
  expect(problem.code).toBe(code);
  expect(problem.status).toBe(errorStatus[code]);
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d+|\\n\s+at |"stack"/);
}
