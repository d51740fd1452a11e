import { readStartTime } from '../processes/process-identity.mjs';

/** Whether a process of this number runs; a zombie does not. */
export const isAlive = (pid: number): boolean => readStartTime(pid) !== null;
