import { setTimeout as delay } from 'node:timers/promises';
import { listGroupMembers } from './list-group-members.mjs';

/** @param {number} pid negative for a group @param {NodeJS.Signals} signal */
export const sendSignal = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
};

/**
 * @param {number} groupId
 * @param {number} limitMs
 * @returns {Promise<boolean>} whether the group is empty
 */
const waitUntilEmpty = async (groupId, limitMs) => {
  const deadline = Date.now() + limitMs;
  while (listGroupMembers(groupId).length > 0) {
    if (Date.now() >= deadline) return false;
    await delay(25);
  }
  return true;
};

/**
 * Asks the leader of a process group to end, gives all of the group `graceMs`, then kills what is left.
 * @param {number} groupId
 * @param {{ graceMs: number }} limits
 * @returns {Promise<'ended' | 'killed'>}
 */
export const stopGroup = async (groupId, { graceMs }) => {
  if (listGroupMembers(groupId).length === 0) return 'ended';
  if (graceMs > 0) {
    sendSignal(groupId, 'SIGTERM');
    if (await waitUntilEmpty(groupId, graceMs)) return 'ended';
  }
  sendSignal(-groupId, 'SIGKILL');
  await waitUntilEmpty(groupId, 5_000);
  return 'killed';
};
