import type { components, operations } from './generated/types.ts';

/** The document's schemas by name: `Schemas['Ticket']`. */
export type Schemas = components['schemas'];

/** The sockets are described in the document too, but are no requests. */
type SocketName = 'watchTranscript' | 'reportSessionEvents';
export type OperationName = Exclude<keyof operations, SocketName>;

type ContentOf<T> = T extends { content: infer C } ? C[keyof C] : never;

type ParametersOf<P> = {
  [K in keyof P as K extends 'cookie' ? never : [NonNullable<P[K]>] extends [never] ? never : K]: P[K];
};

type BodyOf<O> = O extends { requestBody: { content: unknown } }
  ? { body: ContentOf<O['requestBody']> }
  : O extends { requestBody?: infer B }
    ? [NonNullable<B>] extends [never]
      ? unknown
      : { body?: ContentOf<NonNullable<B>> }
    : unknown;

type AnswerOf<R> = { [S in keyof R]: R[S] extends { content: infer C } ? C[keyof C] : undefined }[keyof R];

/** What an operation takes: `path`, `query`, `header` and `body`, each where it has one. */
export type OperationInput<N extends OperationName> = (operations[N] extends { parameters: infer P }
  ? ParametersOf<P>
  : unknown) &
  BodyOf<operations[N]>;

/** What an operation gives: the body of its answer, undefined where it has none. */
export type OperationOutput<N extends OperationName> = operations[N] extends { responses: infer R }
  ? AnswerOf<R>
  : never;
