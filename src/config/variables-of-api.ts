import type { Variable } from './variable.ts';

const API = 'The REST API';

/** Where the REST API listens, and what callers must show. */
export const VARIABLES_OF_API = [
  {
    name: 'API_ENABLED',
    group: API,
    kind: 'switch',
    default: 'on',
    purpose: 'off = npm start serves no REST API.',
  },
  {
    name: 'API_HOST',
    group: API,
    kind: 'text',
    default: '127.0.0.1',
    purpose: 'The address it listens on. Anything but a loopback one needs API_KEY.',
  },
  {
    name: 'API_PORT',
    group: API,
    kind: 'integer',
    default: '8081',
    min: 0,
    max: 65_535,
    purpose: 'Its port. 0 = any free one, which the log names.',
  },
  {
    name: 'API_KEY',
    group: API,
    kind: 'secret',
    secret: true,
    placeholders: 'key',
    default: null,
    purpose:
      'What callers show in the header X-API-Key. Unset = whoever is on this machine needs none.',
  },
] as const satisfies readonly Variable[];
