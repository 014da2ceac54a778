import { MASK, type Mask } from './masking.ts';

/** What a log line may hold: JSON, with every text masked. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A log line is no dump: what is deeper, longer or more numerous is cut, and says so. */
const DEEPEST = 6;
const MOST = 100;
const LONGEST = 8_000;

/** A field of this name is masked whatever it holds. */
const SECRET_KEY =
  /^(?:.*[-_.])?(?:password|passwd|passkey|secret|secret_?key|api[-_]?key|(?:access|refresh|auth)?[-_]?token|cookies?|set-cookie|authorization|storage[-_]?state|mam_id|sid)$/i;
/** The same names where camel case joins them: `trackerPassword`, `absToken`. */
const SECRET_KEY_END = /[a-z\d](?:Password|Passkey|Secret|ApiKey|Token|Cookies?|Authorization)$/;

/**
 * Turns anything into plain, masked JSON: errors with their causes, maps, sets, URLs, circular
 * objects. Never throws, so that logging can't break what it tells about.
 */
export function toPlain(value: unknown, mask: Mask): Plain {
  return plain(value, { mask, above: [] });
}

interface Context {
  readonly mask: Mask;
  /** The objects that this value is part of, outermost first. */
  readonly above: readonly object[];
}

function plain(value: unknown, context: Context): Plain {
  switch (typeof value) {
    case 'string':
      return text(value, context.mask);
    case 'number':
    case 'bigint':
      return number(value, context.mask);
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'symbol':
    case 'function':
      return text(`[${typeof value}]`, context.mask);
    case 'object':
    default:
      return typeof value === 'object' && value !== null ? guarded(value, context) : null;
  }
}

function text(value: string, mask: Mask): string {
  const masked = mask(value);
  if (masked.length <= LONGEST) return masked;
  return `${masked.slice(0, LONGEST)}… (${masked.length - LONGEST} more characters)`;
}

function number(value: number | bigint, mask: Mask): Plain {
  const written = String(value);
  if (mask(written) !== written) return MASK;
  // JSON has neither Infinity (the ratio of a new account) nor big integers.
  return typeof value === 'bigint' || !Number.isFinite(value) ? written : value;
}

function guarded(value: object, context: Context): Plain {
  if (context.above.includes(value)) return '[circular]';
  if (context.above.length >= DEEPEST) return '[deeper]';
  const inner = { mask: context.mask, above: [...context.above, value] };
  try {
    return object(value, inner);
  } catch (error) {
    // A getter or toJSON that throws: the line says so, and the rest of it is written.
    return text(`[unreadable: ${error instanceof Error ? error.message : 'fault'}]`, context.mask);
  }
}

function object(value: object, context: Context): Plain {
  if (value instanceof Error) return failure(value, context);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return entries(
      [...value].map(([k, v]) => [String(k), v]),
      context,
    );
  if (value instanceof Set) return list([...value], context);
  if (Array.isArray(value)) return list(value, context);
  if (hasToJson(value)) {
    const json = value.toJSON();
    if (json !== value) return plain(json, context);
  }
  return entries(Object.entries(value), context);
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function failure(error: Error, context: Context): Plain {
  const own = Object.entries(error).filter(([key]) => !['name', 'message', 'stack'].includes(key));
  const fields: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
    ['stack', error.stack],
    ...own,
  ];
  if (error.cause !== undefined) fields.push(['cause', error.cause]);
  if (error instanceof AggregateError) fields.push(['errors', error.errors]);
  return entries(fields, context);
}

function list(values: readonly unknown[], context: Context): Plain[] {
  const shown: Plain[] = [];
  for (const value of values.slice(0, MOST)) shown.push(plain(value, context));
  if (values.length > MOST) shown.push(`… ${values.length - MOST} more`);
  return shown;
}

function entries(pairs: readonly (readonly [string, unknown])[], context: Context): Plain {
  const shown: [string, Plain][] = [];
  for (const [key, value] of pairs.slice(0, MOST)) {
    if (value === undefined) continue;
    const hidden = value !== null && typeof value !== 'boolean' && isSecretName(key);
    shown.push([text(key, context.mask), hidden ? MASK : plain(value, context)]);
  }
  if (pairs.length > MOST) shown.push(['…', `${pairs.length - MOST} more`]);
  return Object.fromEntries(shown);
}

function isSecretName(key: string): boolean {
  return SECRET_KEY.test(key) || SECRET_KEY_END.test(key);
}
