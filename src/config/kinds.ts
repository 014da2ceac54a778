import { isIPv6 } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { Secret } from '../secret.ts';
import { fromHome } from './home.ts';
import type { LogLevel, QueueMode } from './shape.ts';
import type { Variable, VariableKind } from './variable.ts';
import { logLevel, queueMode, timeZone } from './words.ts';

/*
 * One reader for each kind of variable. A reader's message ends the sentence "NAME=value …";
 * its `remedy` parameter is the sentence after it.
 */

const BASE_URL_REMEDY = 'Write http:// or https://, the host and, if need be, port and path.';

/** A host that may have brought its own scheme, port and path. */
export interface HostValue {
  readonly url: URL;
  /** The port that was written with it, also where it is the scheme's own; null = none. */
  readonly port: number | null;
}

/** What each kind becomes. */
export interface KindValues {
  readonly text: string;
  readonly secret: Secret;
  readonly 'database-url': Secret;
  readonly url: URL;
  readonly host: HostValue;
  readonly integer: number;
  /** Milliseconds. */
  readonly seconds: number;
  readonly decimal: number;
  /** Absolute. */
  readonly path: string;
  readonly address: string;
  readonly switch: boolean;
  readonly 'log-level': LogLevel;
  readonly 'queue-mode': QueueMode;
  readonly 'time-zone': string;
}

/** The zod schema that reads a variable's text; relative paths start from `cwd`. */
export function schemaOf(
  variable: Variable,
  cwd: string,
): z.ZodType<KindValues[VariableKind], string> {
  switch (variable.kind) {
    case 'text':
      return z.string().trim();
    case 'secret':
      return secret();
    case 'database-url':
      return databaseUrl();
    case 'url':
      return z.string().trim().transform(baseUrl);
    case 'host':
      return z.string().trim().transform(host);
    case 'integer':
      return integer(variable);
    case 'seconds':
      return seconds(variable);
    case 'decimal':
      return decimal(variable);
    case 'path':
      return z.string().transform((text) => path.resolve(cwd, fromHome(text)));
    case 'address':
      return address();
    case 'switch':
      return onOff();
    case 'log-level':
      return logLevel();
    case 'queue-mode':
      return queueMode();
    case 'time-zone':
      return timeZone();
    default:
      return variable.kind satisfies never;
  }
}

function secret(): z.ZodType<Secret, string> {
  return z
    .string()
    .refine((text) => !hasControlCharacter(text), {
      message: 'holds a line break or another control character',
      params: { remedy: 'Write the value on one line, in single quotes where it has a #.' },
    })
    .transform((text) => new Secret(text));
}

function onOff(): z.ZodType<boolean, string> {
  return z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => /^(on|off|true|false|yes|no|1|0)$/.test(text), {
      message: 'is neither on nor off',
      params: { remedy: 'Write on or off.' },
    })
    .transform((text) => /^(on|true|yes|1)$/.test(text));
}

function databaseUrl(): z.ZodType<Secret, string> {
  return z
    .string()
    .trim()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
      message: 'is not a PostgreSQL URL',
      params: {
        remedy:
          'Write postgresql://user:password@host:5432/name (special characters in the password percent-encoded), or unset it for the embedded PostgreSQL.',
      },
    })
    .transform((text) => new Secret(text));
}

function baseUrl(text: string, context: z.RefinementCtx): URL {
  const refuse = (message: string, remedy: string): never => {
    context.addIssue({ code: 'custom', message, params: { remedy } });
    return z.NEVER;
  };
  const url = URL.parse(text);
  if (url === null) return refuse('is not a URL', BASE_URL_REMEDY);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse('is not an http or https URL', BASE_URL_REMEDY);
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'holds a user name or password',
      'Take them out of the URL; they have variables of their own.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    return refuse('has a ? or # part', 'End the URL after its host, port or path.');
  }
  return url;
}

function host(text: string, context: z.RefinementCtx): HostValue {
  const full = withScheme(text);
  const port = /^[^/]+\/\/(?:\[[^\]]*\]|[^/:]*):(\d+)(?:\/|$)/.exec(full)?.[1];
  return { url: baseUrl(full, context), port: port === undefined ? null : Number(port) };
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  return isIPv6(text) ? `http://[${text}]` : `http://${text}`;
}

function integer(variable: Variable): z.ZodType<number, string> {
  return z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => inRange(value, variable), { message: 'is out of range' });
}

function seconds(variable: Variable): z.ZodType<number, string> {
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, 'is not a number of seconds')
    .transform(Number)
    .refine((value) => inRange(value, variable), { message: 'is out of range' })
    .transform((value) => Math.round(value * 1000));
}

function decimal(variable: Variable): z.ZodType<number, string> {
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, 'is not a number')
    .transform(Number)
    .refine((value) => inRange(value, variable), { message: 'is out of range' });
}

function inRange(value: number, { min = 0, max = Infinity }: Variable): boolean {
  return value >= min && value <= max;
}

const WHAT: Partial<Record<VariableKind, string>> = {
  seconds: 'a number of seconds',
  decimal: 'a number',
};

/** The remedy of the kinds whose remedy depends on the variable's bounds and default. */
export function remedyOf(variable: Variable): string {
  const what = WHAT[variable.kind] ?? 'a whole number';
  const example = variable.default === null ? '' : `, such as ${variable.default}`;
  const bounds = `from ${variable.min ?? 0} to ${variable.max ?? 'any'}`;
  const fraction = variable.kind === 'seconds' ? ' (0.5 is fine, without a unit)' : '';
  return `Write ${what} ${bounds}${fraction}${example}.`;
}

function address(): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .refine((text) => /^([^\s/@:[\]]+|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(text), {
      message: 'is not host:port',
      params: { remedy: 'Write host:port without a scheme, such as localhost:7233.' },
    });
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    if (character < ' ' || character === '\u007F') return true;
  }
  return false;
}
