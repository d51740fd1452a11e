import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Calls that refuse who may not; what else refuses is a `throw` in one of the guards. */
const checks =
  /^require(Scope|SessionAccess|NoPage|NoMoreThanOwn|RoleWithinOwn|Person|AllowedAddress|Origin)$|^chooseAgent$/;
const guards = [
  'access.ts',
  'auth/authenticate-api-key.ts',
  'auth/authenticate-user.ts',
  'auth/require-person.ts',
  'secrets/open-secrets.ts',
  'sessions/choose-agent.ts',
  'sessions/require-room-access.ts',
  'tenants/is-allowed-address.ts',
];

/** A place in core's source at which access is refused. */
export interface AccessCheck {
  /** For example `tickets/get-ticket.ts:14 requireScope`. */
  name: string;
  file: string;
  /** The outermost function around it. */
  within: string;
  check: string;
  /** The scope that it names, when it names one. */
  scope: string | undefined;
  start: number;
  end: number;
}

/** An exported function that acts for somebody: its first parameter has a `ctx`. */
export interface Verb {
  file: string;
  name: string;
  checks: AccessCheck[];
}

const sources = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing/'))
    .sort();

/** Reads the whole of core as it stands, so that what is new is found. */
export function readAccessChecks(): { checks: AccessCheck[]; verbs: Verb[] } {
  const found: AccessCheck[] = [];
  const verbs: Verb[] = [];
  for (const file of sources()) {
    const text = readFileSync(join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      const own = checksIn(statement, source, file);
      found.push(...own);
      if (ts.isFunctionDeclaration(statement) && statement.name && actsForSomebody(statement)) {
        verbs.push({ file, name: statement.name.text, checks: own });
      }
    }
  }
  return { checks: found, verbs };
}

function checksIn(statement: ts.Statement, source: ts.SourceFile, file: string): AccessCheck[] {
  const found: AccessCheck[] = [];
  const within = ts.isFunctionDeclaration(statement)
    ? (statement.name?.text ?? '')
    : ts.isVariableStatement(statement)
      ? (statement.declarationList.declarations[0]?.name.getText(source) ?? '')
      : '';
  const add = (node: ts.Node, check: string, scope?: string) => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ name: `${file}:${line} ${check}`, file, within, check, scope, start, end: node.getEnd() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && checks.test(node.expression.text)) {
      const scope = node.arguments.find(ts.isStringLiteral)?.text;
      add(node, node.expression.text, scope);
    }
    if (ts.isThrowStatement(node) && guards.includes(file)) add(node, 'throw');
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function actsForSomebody(declaration: ts.FunctionDeclaration): boolean {
  const exported = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const [first] = declaration.parameters;
  if (!exported || !first || !ts.isObjectBindingPattern(first.name)) return false;
  return first.name.elements.some((element) => (element.propertyName ?? element.name).getText() === 'ctx');
}

/** The module as it is, or, with a check, as it would be without it (see vitest.config.ts). */
// biome-ignore lint/suspicious/noExplicitAny: any module of core
export const loadModule = (file: string, without?: AccessCheck): Promise<any> =>
  import(
    /* @vite-ignore */ `${join(root, file)}${without ? `?without=${without.start}-${without.end}` : ''}`
  );
