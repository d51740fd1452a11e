import { type ErrorCode, errorStatus, problemSchema } from '@parley/contracts';
import { expect } from 'vitest';

interface ProblemAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** A problem document with this code and its status, and nothing of the inside. */
export function expectProblem(answer: ProblemAnswer, code: ErrorCode): void {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: errorStatus[code] });
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(JSON.parse(answer.text));
  expect(problem).toMatchObject({ code, status: errorStatus[code] });
  expect(problem.request_id).toBeTruthy();
  expect(answer.text).not.toMatch(/\.ts:\d|node_modules|\n\s*at |"stack"/);
}
