import { z } from 'zod';

/**
 * The same schema, with all objects in it refusing keys that they do not know, as long as it is of the kinds that are
 * named here. For what people write; what is stored is read by the schema itself, which passes over such keys.
 */
export function strictly<S extends z.ZodType>(schema: S): S {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  const inner = (each: z.core.$ZodType) => strictly(each as z.ZodType);
  const like = (change: object): S => schema.clone({ ...def, ...change } as S['_zod']['def']);
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape).map(([key, each]) => [key, inner(each)]);
      return like({ shape: Object.fromEntries(shape), catchall: z.never() });
    }
    case 'array':
      return like({ element: inner(def.element) });
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return like({ innerType: inner(def.innerType) });
    default:
      return schema;
  }
}
