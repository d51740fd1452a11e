export type { Ask, Operations, RequestOptions } from './create-operations.ts';
export type { ParleyClient, ParleyClientOptions } from './create-parley-client.ts';
export { createParleyClient } from './create-parley-client.ts';
export type { OperationInput, OperationName, OperationOutput, Schemas } from './operation-types.ts';
export type { ApiErrorCode } from './parley-api-error.ts';
export { isParleyApiError, ParleyApiError } from './parley-api-error.ts';
export type { TranscriptWatch, WatchOptions, WatchState } from './watch-transcript.ts';
