// A worker with one process, which stays; prints a line when it is up.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fork(fileURLToPath(new URL('./stay.ts', import.meta.url)), {
  execArgv: ['--import', process.argv[2] ?? ''],
});
child.once('message', () => process.stdout.write('up\n'));
