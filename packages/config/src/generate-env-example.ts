import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ConfigSection, renderEnvExample } from './render-env-example.ts';

const root = new URL('../../../', import.meta.url);

/** Every part that has settings; each file exports `configDefinition`. */
const parts = [
  { title: 'Start-up', file: 'infra/bootstrap/config.mjs' },
  { title: 'Control plane', file: 'apps/control-plane/src/config.ts' },
  { title: 'Agent worker', file: 'apps/agent-worker/src/config.ts' },
  { title: 'Phone gateway', file: 'apps/phone-gateway/src/config.ts' },
  { title: 'Rehearsal (simulated providers and callers)', file: 'packages/rehearsal/src/config.ts' },
];

const sections: ConfigSection[] = [];
for (const { title, file } of parts) {
  const url = new URL(file, root);
  if (!existsSync(url)) continue;
  const module = await import(url.href);
  if (!module.configDefinition) throw new Error(`${file} does not export configDefinition`);
  sections.push({ title, settings: module.configDefinition });
}

const target = new URL('.env.example', root);
const expected = renderEnvExample(sections);

if (process.argv.includes('--check')) {
  const actual = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (actual !== expected) {
    console.error('.env.example is not up to date: run node packages/config/src/generate-env-example.ts');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, expected);
  console.log(`.env.example written: ${sections.length} sections`);
}
