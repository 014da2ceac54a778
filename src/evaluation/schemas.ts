import { z } from 'zod';
import { policyJsonSchema } from '../policy/schema.ts';
import { FORMATS } from './formats.ts';

/** The published JSON Schemas, by file name: `library.json`. */
export function publishedSchemas(): ReadonlyMap<string, object> {
  const schemas = new Map<string, object>([['policy.json', policyJsonSchema()]]);
  for (const [name, format] of Object.entries(FORMATS)) {
    const schema = z.toJSONSchema(format, { io: 'input' });
    schemas.set(`${name}.json`, { title: name, ...schema });
  }
  return schemas;
}
