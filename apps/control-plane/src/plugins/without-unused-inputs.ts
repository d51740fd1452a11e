type Documented = { components?: { schemas?: Record<string, unknown> } };

/** Every schema is described as it is sent and as it is answered; most are never sent, and their second form only bloats. */
export function withoutUnusedInputs<T>(document: T): T {
  const schemas = (document as Documented).components?.schemas ?? {};
  for (let before = -1; before !== Object.keys(schemas).length; ) {
    before = Object.keys(schemas).length;
    const text = JSON.stringify(document);
    for (const name of Object.keys(schemas)) {
      const isSecondForm = name.endsWith('Input') && schemas[name.slice(0, -'Input'.length)] !== undefined;
      if (isSecondForm && !text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
    }
  }
  return document;
}
