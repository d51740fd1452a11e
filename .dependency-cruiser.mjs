/**
 * The arrows of the house. Each rule lists what a part may import of the rest; everything else is forbidden.
 * A package is known by its folder, whether it is reached by name or by path.
 */
const allowed = {
  'apps/control-plane': ['core', 'db', 'telephony', 'contracts', 'config', 'observability'],
  'apps/agent-worker': ['voice', 'api-client', 'contracts', 'config', 'observability'],
  'apps/phone-gateway': ['contracts', 'config', 'observability'],
  'apps/web': ['api-client', 'contracts'],
  'packages/core': ['db', 'contracts'],
  'packages/db': ['contracts'],
  'packages/telephony': ['contracts'],
  'packages/voice': ['contracts'],
  'packages/api-client': ['contracts'],
  'packages/rehearsal': ['api-client', 'contracts', 'config'],
  'packages/contracts': [],
  'packages/config': [],
  'packages/observability': [],
};

/** What only the tests of a part may import besides: the same servers to test against, real or not, written once. */
const allowedInTests = {
  'apps/control-plane': ['rehearsal/src/simulators'],
  'packages/telephony': ['rehearsal/src/simulators/twilio'],
  'apps/phone-gateway': ['telephony', 'rehearsal'],
};
const testFiles = ['\\.test\\.tsx?$', '/testing/'];

const arrows = Object.entries(allowed).flatMap(([part, targets]) => {
  const [group, name] = part.split('/');
  const own = group === 'packages' ? [name] : [];
  const inTests = allowedInTests[part] ?? [];
  const arrow = (ending, from, reached) => {
    const open = [...own, ...reached].join('|');
    return {
      name: `arrow-${name}${ending}`,
      comment: `${part} may import only: ${reached.join(', ') || 'no other part'}`,
      severity: 'error',
      from,
      to: {
        path: open ? `^packages/(?!(${open})/)` : '^packages/',
        pathNot: open ? [] : [`^${part}/`],
      },
    };
  };
  if (inTests.length === 0) return [arrow('', { path: `^${part}/` }, targets)];
  return [
    arrow('', { path: `^${part}/`, pathNot: testFiles }, targets),
    arrow('-in-tests', { path: testFiles.map((ending) => `^${part}/.*${ending}`) }, [...targets, ...inTests]),
  ];
});

export default {
  forbidden: [
    ...arrows,
    {
      name: 'no-app-to-app',
      comment: 'Apps talk over the network, never by import.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-package-to-app',
      comment: 'Arrows never point back from a package to an app.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-product-to-tests-or-infra',
      comment: 'What runs in production imports neither the suites nor the bootstrap.',
      severity: 'error',
      from: { path: '^(apps|packages)/' },
      to: { path: '^(tests|infra)/' },
    },
    {
      name: 'no-tests-of-insides',
      comment: 'The suites are black boxes: they import packages by name, and no app.',
      severity: 'error',
      from: { path: '^tests/' },
      to: { path: '^apps/' },
    },
    {
      name: 'core-is-pure',
      comment: 'The domain knows no transport: outside effects go through core/src/ports.',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: {
        path: ['node_modules/@?(fastify|livekit)', '^@?(fastify|livekit)', '^(node:)?(process|https?|net)$'],
      },
    },
    {
      name: 'drizzle-only-in-db-and-core',
      severity: 'error',
      from: { path: '^(apps|packages|tests)/', pathNot: '^packages/(db|core)/' },
      to: { path: ['node_modules/drizzle-', '^drizzle-'] },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'A package’s ./testing is for tests.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: testFiles },
      to: { path: '^packages/[^/]+/src/testing/' },
    },
    {
      name: 'no-circular',
      comment: 'A cycle of types alone is gone at run time; any other decides who is undefined first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that is not found cannot be judged.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/coverage/', '/\\.parley/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
