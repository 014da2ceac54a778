import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from './names.ts';

// temporal.api.enums.v1.IndexedValueType, as the wire has it.
const WIRE_TYPES = { Keyword: 2, Int: 3 } as const;

/**
 * Makes sure that the server knows our search attributes: flags given to the dev server count only
 * when its file is new, so a file from an older version would lack them.
 *
 * @returns the names that were added now.
 */
export async function registerSearchAttributes(client: Client): Promise<readonly string[]> {
  const { operatorService } = client.connection;
  const { namespace } = client.options;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const known = new Set(Object.keys(customAttributes ?? {}));
  const lacking = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !known.has(name));
  if (lacking.length === 0) return [];
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(lacking.map(([name, type]) => [name, WIRE_TYPES[type]])),
  });
  return lacking.map(([name]) => name);
}
