import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { repositoryRoot } from './bootstrap/repository-root.mjs';

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number };
}

/** The real rules over a folder. */
function depcruise(cwd: string, folders: string[], ...more: string[]) {
  const rules = join(repositoryRoot, '.dependency-cruiser.mjs');
  const bin = join(repositoryRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [bin, ...folders, '--config', rules, ...more];
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function cruise(cwd: string, folders: string[]): Cruise {
  const { stdout, stderr } = depcruise(cwd, folders, '--output-type', 'json');
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** As `pnpm verify:arrows` ends. */
const exitCodeOf = (cwd: string, folders: string[]) => depcruise(cwd, folders).status;
const folders = ['apps', 'packages', 'tests'];

const packages = [
  'api-client',
  'config',
  'contracts',
  'core',
  'db',
  'observability',
  'rehearsal',
  'telephony',
  'voice',
];
const outsiders = ['drizzle-orm', 'fastify', 'livekit-server-sdk'];

/** A house with the same rooms, each importing what is asked for. */
function buildHouse(imports: Record<string, string[]>): string {
  const house = mkdtempSync(join(tmpdir(), 'parley-arrows-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  };
  write(
    'tsconfig.json',
    '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}',
  );
  for (const name of packages) {
    write(
      `packages/${name}/package.json`,
      JSON.stringify({
        name: `@parley/${name}`,
        exports: { '.': './src/index.ts', './testing': './src/testing/index.ts' },
      }),
    );
    write(`packages/${name}/src/index.ts`, 'export const here = 1;\n');
    write(`packages/${name}/src/testing/index.ts`, 'export const fake = 1;\n');
    mkdirSync(join(house, 'node_modules/@parley'), { recursive: true });
    symlinkSync(join('../../packages', name), join(house, 'node_modules/@parley', name));
  }
  for (const name of outsiders) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const app of ['control-plane', 'agent-worker', 'web'])
    write(`apps/${app}/src/main.ts`, 'export const main = 1;\n');
  write('tests/acceptance/a.test.ts', 'export {};\n');
  write('infra/bootstrap/x.mjs', 'export const x = 1;\n');
  for (const [file, names] of Object.entries(imports)) {
    write(
      file,
      `${names.map((name, i) => `import * as m${i} from '${name}';`).join('\n')}\nexport const it = 1;\n`,
    );
  }
  return house;
}

const forbidden: [rule: string, file: string, imported: string][] = [
  ['arrow-control-plane', 'apps/control-plane/src/a.ts', '@parley/voice'],
  ['arrow-control-plane', 'apps/control-plane/src/b.ts', '@parley/api-client'],
  ['arrow-agent-worker', 'apps/agent-worker/src/a.ts', '@parley/db'],
  ['arrow-agent-worker', 'apps/agent-worker/src/b.ts', '@parley/core'],
  ['arrow-web', 'apps/web/src/a.ts', '@parley/core'],
  ['arrow-web', 'apps/web/src/b.ts', '@parley/config'],
  ['arrow-phone-gateway', 'apps/phone-gateway/src/a.ts', '@parley/telephony'],
  ['arrow-phone-gateway', 'apps/phone-gateway/src/b.ts', '@parley/telephony/testing'],
  ['arrow-phone-gateway-in-tests', 'apps/phone-gateway/src/c.test.ts', '@parley/core'],
  ['arrow-core', 'packages/core/src/a.ts', '@parley/telephony'],
  ['arrow-core', 'packages/core/src/b.ts', '@parley/config'],
  ['arrow-db', 'packages/db/src/a.ts', '@parley/core'],
  ['arrow-telephony', 'packages/telephony/src/a.ts', '@parley/db'],
  ['arrow-voice', 'packages/voice/src/a.ts', '@parley/api-client'],
  ['arrow-api-client', 'packages/api-client/src/a.ts', '@parley/core'],
  ['arrow-rehearsal', 'packages/rehearsal/src/a.ts', '@parley/voice'],
  ['arrow-contracts', 'packages/contracts/src/a.ts', '@parley/config'],
  ['arrow-config', 'packages/config/src/a.ts', '@parley/contracts'],
  ['arrow-observability', 'packages/observability/src/a.ts', '@parley/config'],
  ['arrow-core', 'packages/core/src/by-path.ts', '../../telephony/src/index.ts'],
  ['no-app-to-app', 'apps/web/src/c.ts', '../../control-plane/src/main.ts'],
  ['no-package-to-app', 'packages/voice/src/b.ts', '../../../apps/agent-worker/src/main.ts'],
  ['no-product-to-tests-or-infra', 'packages/db/src/b.ts', '../../../infra/bootstrap/x.mjs'],
  ['no-tests-of-insides', 'tests/acceptance/b.test.ts', '../../apps/web/src/main.ts'],
  ['core-is-pure', 'packages/core/src/c.ts', 'fastify'],
  ['core-is-pure', 'packages/core/src/d.ts', 'livekit-server-sdk'],
  ['core-is-pure', 'packages/core/src/e.ts', 'node:process'],
  ['drizzle-only-in-db-and-core', 'apps/control-plane/src/c.ts', 'drizzle-orm'],
  ['drizzle-only-in-db-and-core', 'packages/telephony/src/b.ts', 'drizzle-orm'],
  ['testing-only-in-tests', 'apps/control-plane/src/d.ts', '@parley/db/testing'],
  ['no-circular', 'packages/voice/src/round.ts', './round.ts'],
  ['no-unresolvable', 'packages/voice/src/lost.ts', './nowhere.ts'],
];

const allowed: Record<string, string[]> = {
  'apps/control-plane/src/a.ts': [
    '@parley/core',
    '@parley/db',
    '@parley/telephony',
    '@parley/contracts',
    '@parley/config',
    '@parley/observability',
    'fastify',
  ],
  'apps/control-plane/src/a.test.ts': ['@parley/db/testing'],
  'apps/agent-worker/src/a.ts': [
    '@parley/voice',
    '@parley/api-client',
    '@parley/contracts',
    '@parley/config',
  ],
  'apps/phone-gateway/src/a.ts': ['@parley/contracts', '@parley/config', '@parley/observability', 'fastify'],
  'apps/phone-gateway/src/a.test.ts': ['@parley/telephony', '@parley/telephony/testing', '@parley/contracts'],
  'apps/web/src/a.ts': ['@parley/api-client', '@parley/contracts'],
  'packages/core/src/a.ts': ['@parley/db', '@parley/contracts', 'drizzle-orm'],
  'packages/db/src/a.ts': ['@parley/contracts', 'drizzle-orm'],
  'packages/telephony/src/a.ts': ['@parley/contracts', 'livekit-server-sdk'],
  'packages/rehearsal/src/a.ts': ['@parley/api-client', '@parley/contracts', '@parley/config', 'fastify'],
};

describe('the arrows', () => {
  let badHouse: string;
  let bad: Cruise;
  const houses: string[] = [];
  beforeAll(() => {
    badHouse = buildHouse(Object.fromEntries(forbidden.map(([, file, imported]) => [file, [imported]])));
    houses.push(badHouse);
    bad = cruise(badHouse, folders);
  }, 60_000);
  afterAll(() => {
    for (const house of houses) rmSync(house, { recursive: true, force: true });
  });

  it('make the check fail', () => expect(exitCodeOf(badHouse, folders)).not.toBe(0), 60_000);

  it.each(forbidden)('%s forbids %s to import %s', (rule, file) => {
    const broken = bad.summary.violations
      .filter(({ from }) => from === file)
      .map((violation) => violation.rule.name);
    expect(broken).toContain(rule);
  });

  it('let through what points right', () => {
    const house = buildHouse(allowed);
    houses.push(house);
    const good = cruise(house, folders);
    expect(good.summary.violations).toEqual([]);
    expect(exitCodeOf(house, folders)).toBe(0);
    const seen = good.modules.find(({ source }) => source === 'apps/control-plane/src/a.ts');
    expect(seen?.dependencies.map(({ resolved }) => resolved)).toContain('packages/core/src/index.ts');
  }, 60_000);

  it('are seen in this repository: modules, and the imports between packages', () => {
    const { modules } = cruise(repositoryRoot, folders);
    const edges = modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => [source, resolved] as const),
    );
    for (const [from, to] of [
      ['packages/telephony/', 'packages/contracts/'],
      ['packages/db/', 'packages/contracts/'],
      ['apps/control-plane/', 'packages/core/'],
      ['apps/agent-worker/', 'packages/voice/'],
      ['apps/web/', 'packages/api-client/'],
    ] as const) {
      const found = edges.some(([source, resolved]) => source.startsWith(from) && resolved.startsWith(to));
      expect(found, `${from} → ${to}`).toBe(true);
    }
  }, 60_000);
});

it('the domain reads no environment', () => {
  const house = mkdtempSync(join(tmpdir(), 'parley-arrows-'));
  onTestFinished(() => rmSync(house, { recursive: true, force: true }));
  copyFileSync(join(repositoryRoot, 'biome.json'), join(house, 'biome.json'));
  const lint = (file: string) => {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), 'export const url = process.env.DATABASE_URL;\n');
    const biome = join(repositoryRoot, 'node_modules', '.bin', 'biome');
    return spawnSync(biome, ['lint', '--vcs-enabled=false', file], { cwd: house, encoding: 'utf8' });
  };
  const core = lint('packages/core/src/some-verb.ts');
  expect(`${core.stdout}${core.stderr}`).toContain('noProcessEnv');
  expect(core.status).not.toBe(0);
  expect(lint('apps/control-plane/src/config.ts').status).toBe(0);
});
