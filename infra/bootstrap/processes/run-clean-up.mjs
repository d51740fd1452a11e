import { spawnSync } from 'node:child_process';

/** Removes what a process leaves behind beside itself, a container for example. @param {string[] | undefined} command */
export const runCleanUp = (command) => {
  if (command?.[0]) spawnSync(command[0], command.slice(1), { stdio: 'ignore', timeout: 20_000 });
};
