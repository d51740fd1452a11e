/** As much of the document as is read here. */
interface Schema {
  $ref?: string;
  type?: unknown;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Operation {
  operationId?: string;
  parameters?: { in: string; name: string; required?: boolean; schema?: Schema }[];
  requestBody?: unknown;
  responses?: Record<
    string,
    { content?: Record<string, { schema?: Schema }>; links?: Record<string, unknown> }
  >;
}
interface Document {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const idPattern = /^\^([a-z]{3})_\[0-9a-f\]\{32\}\$$/;

/**
 * Says of every answer that holds ids which operations take them (`links` of OpenAPI): an id and a path parameter
 * belong together when their patterns are the same. For readers, and for tests that follow what they were given.
 */
export function linkOperations<D extends object>(document: D): D {
  const { paths = {}, components } = document as Document;
  const resolve = (schema: Schema | undefined): Schema | undefined =>
    schema?.$ref ? components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] : schema;
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const takers = operations.flatMap(({ operationId, parameters = [] }) => {
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    return operationId && inPath.length > 0 ? [{ operationId, inPath }] : [];
  });
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (!status.startsWith('2')) continue;
      const held = idsIn(response.content?.['application/json']?.schema, resolve, !isSearch(operation));
      const links = takers.flatMap(({ operationId, inPath }) => {
        const parameters = inPath.map(({ name, schema }) => [name, held[schema?.pattern ?? '']]);
        const isLinked = operationId !== operation.operationId && parameters.every(([, place]) => place);
        return isLinked ? [[operationId, { operationId, parameters: Object.fromEntries(parameters) }]] : [];
      });
      if (links.length > 0) response.links = Object.fromEntries(links);
    }
  }
  return document;
}

/** Whether it finds something only by chance: what it is to look for must be said. */
const isSearch = ({ parameters = [], requestBody }: Operation): boolean =>
  requestBody !== undefined || parameters.some((parameter) => parameter.in === 'query' && parameter.required);

/** By pattern, where an answer's first id of each kind is: its own, or those of the first thing in a list. */
function idsIn(
  schema: Schema | undefined,
  resolve: (schema: Schema | undefined) => Schema | undefined,
  withLists: boolean,
): Record<string, string> {
  const found: Record<string, string> = {};
  const collect = (holder: Schema | undefined, place: string): void => {
    for (const [name, value] of Object.entries(resolve(holder)?.properties ?? {})) {
      const pattern = resolve(value)?.pattern;
      if (pattern && idPattern.test(pattern)) found[pattern] ??= `$response.body#${place}/${name}`;
    }
  };
  collect(schema, '');
  if (!withLists) return found;
  for (const [name, value] of Object.entries(resolve(schema)?.properties ?? {})) {
    const list = resolve(value);
    if (list?.items) collect(list.items, `/${name}/0`);
  }
  return found;
}
