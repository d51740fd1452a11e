export { type Answered, answerCall } from './answer-call.ts';
export { getCall } from './get-call.ts';
export { listCalls } from './list-calls.ts';
