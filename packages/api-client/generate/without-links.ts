interface Documented {
  paths: Record<
    string,
    Record<string, { responses?: Record<string, { links?: unknown; headers?: unknown }> }>
  >;
}

/** Two thirds of the document are links between operations and headers that all answers have; no client needs them. */
export function withoutLinks<T extends Documented>(document: T): T {
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    for (const response of Object.values(operation.responses ?? {})) {
      delete response.links;
      delete response.headers;
    }
  }
  return document;
}
