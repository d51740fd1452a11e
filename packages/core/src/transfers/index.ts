export { answerTransfer } from './answer-transfer.ts';
export { type BegunTransfer, beginTransfer } from './begin-transfer.ts';
export { type FoundTransfer, findTransfer } from './find-transfer.ts';
export { listOpenTransfers } from './list-open-transfers.ts';
export { longestTalkS } from './longest-talk.ts';
export type { TransferMove } from './move-transfer.ts';
export { noteTransfer } from './note-transfer.ts';
export type { TransferPlan } from './plan-transfer.ts';
