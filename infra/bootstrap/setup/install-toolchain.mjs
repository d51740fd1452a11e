import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describeLog } from '../console/describe-log.mjs';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';

/** @param {string} version */
const isNodeNewEnough = (version) =>
  Number.parseInt(version.replace(/^v/, ''), 10) >= versions.minimumNodeMajor;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ node: boolean, pnpm: boolean }>} what already fits on this PATH
 */
const probeToolchain = async (env) => {
  const node = findOnPath('node', env);
  const pnpm = findOnPath('pnpm', env);
  const [nodeVersion, pnpmVersion] = await Promise.all([
    node ? probeCommand(node, ['--version'], { env }) : null,
    pnpm ? probeCommand(pnpm, ['--version'], { env }) : null,
  ]);
  return {
    node: isNodeNewEnough(nodeVersion ?? 'v0'),
    pnpm: pnpmVersion?.split('\n').at(-1) === versions.pnpm,
  };
};

/** Where npm's policy refuses the node package's install script, the binary's own package needs none. */
const nodePlatformPackage = () =>
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * Brings Node and pnpm through npm into `.toolchain` where the machine's own do not fit.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<NodeJS.ProcessEnv>} the environment whose PATH has both
 */
export const installToolchain = async ({ root, settings, reporter, registry, env }) => {
  const prefix = join(root, '.toolchain');
  const bin = join(prefix, 'node_modules', '.bin');
  const withPath = { ...env, PATH: [bin, env.PATH, dirname(process.execPath)].join(delimiter) };
  const found = await probeToolchain(withPath);
  if (found.node && found.pnpm) return withPath;

  const wanted = [
    ...(found.node ? [] : [`node@${versions.node}`]),
    ...(found.pnpm ? [] : [`pnpm@${versions.pnpm}`]),
  ];
  const logFile = join(settings.logDir, 'toolchain.log');
  const npm = findOnPath('npm', env);
  if (!npm) throw new UserError('npm is not on PATH: it comes with Node 20 or later.');
  await reporter.step(`Toolchain: ${wanted.join(', ')}`, async (step) => {
    const common = { registry, name: 'npm install', command: npm, cwd: root, env, logFile, step };
    const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix];
    mkdirSync(prefix, { recursive: true });
    await runTool({ ...common, args: [...flags, ...wanted] }).catch(() => {});
    const now = await probeToolchain(withPath);
    if (now.node && now.pnpm) return;

    const platform = nodePlatformPackage();
    const instead = [`${platform}@${versions.node}`, `pnpm@${versions.pnpm}`];
    await runTool({ ...common, args: [...flags, '--ignore-scripts', ...instead], append: true });
    const link = join(bin, 'node');
    if (!existsSync(link)) symlinkSync(join('..', platform, 'bin', 'node'), link);
    const last = await probeToolchain(withPath);
    if (!last.node || !last.pnpm) {
      throw new UserError(
        `Node ${versions.node} and pnpm ${versions.pnpm} could not be installed through npm.`,
        {
          detail: describeLog(logFile),
        },
      );
    }
  });
  return withPath;
};
