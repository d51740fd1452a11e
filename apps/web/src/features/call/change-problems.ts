import type { CallState } from './call-state.ts';
import type { Problem, ProblemKind } from './problem.ts';

export const microphoneKinds = [
  'microphone_refused',
  'microphone_missing',
  'microphone_busy',
  'microphone_insecure',
  'microphone_lost',
  'microphone_unpublished',
] as const satisfies ProblemKind[];

/** The state with this problem; one of each kind is enough. */
export const withProblem = (state: CallState, problem: Problem): CallState => ({
  ...state,
  problems: [...state.problems.filter((other) => other.kind !== problem.kind), problem],
});

export const withoutProblems = (state: CallState, ...kinds: ProblemKind[]): CallState => ({
  ...state,
  problems: state.problems.filter((problem) => !kinds.includes(problem.kind)),
});
