import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { Source } from './environment.ts';
import type { ConfigProblem } from './problem.ts';
import type { Values } from './values.ts';
import type { VariableName } from './variables.ts';

/** What the rules look at: the values that could be read, and which of them the user set. */
export interface RuleInput {
  readonly values: Partial<Values>;
  readonly sources: ReadonlyMap<VariableName, Source>;
}

/** What the real site asks of us, in milliseconds. No setting can go below. */
const FLOORS = [
  { name: 'MAM_RATE_LIMIT_MIN', ms: 3_000 },
  { name: 'MAM_RATE_LIMIT_MAX', ms: 10_000 },
  { name: 'MAM_SEARCH_INTERVAL', ms: 20_000 },
] as const;

/** The rules that look at several variables at once. Those whose values are absent are passed over. */
export function checkRules(input: RuleInput): ConfigProblem[] {
  return [
    ...checkEncryption(input.values),
    ...checkFloors(input.values),
    ...checkOrder(input),
    ...checkPorts(input),
    ...checkCredentials(input),
    ...checkApi(input.values),
  ];
}

/** True when a URL's host is this very machine: only there may the crawl go faster, or the API be open. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  if (host === 'localhost' || host === '[::1]') return true;
  return isIPv4(host) && host.startsWith('127.');
}

/** Remotes on the open network, and what of ours they are told. */
const ENCRYPTED = [
  { name: 'MAM_URL', what: 'password' },
  { name: 'GOOGLE_BOOKS_URL', what: 'API key' },
] as const;

function checkEncryption(values: Partial<Values>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const { name, what } of ENCRYPTED) {
    const url = values[name];
    if (url === undefined || isLoopback(url) || url.protocol === 'https:') continue;
    problems.push({
      name,
      value: url.href,
      problem: `would send your ${what} unencrypted`,
      remedy: `Write https://${url.host}; only a loopback host may be read over http.`,
    });
  }
  return problems;
}

function checkFloors(values: Partial<Values>): ConfigProblem[] {
  const url = values.MAM_URL;
  if (url === undefined || isLoopback(url)) return [];
  const problems: ConfigProblem[] = [];
  for (const { name, ms } of FLOORS) {
    const value = values[name];
    if (value === undefined || value >= ms) continue;
    problems.push({
      name,
      value: inSeconds(value),
      problem: `is below the real site's floor of ${inSeconds(ms)} s`,
      remedy: `Write ${inSeconds(ms)} or more, or unset it; only a loopback MAM_URL may go faster.`,
    });
  }
  return problems;
}

function checkOrder({ values, sources }: RuleInput): ConfigProblem[] {
  const { MAM_RATE_LIMIT_MIN: min, MAM_RATE_LIMIT_MAX: max } = values;
  if (min === undefined || max === undefined || min <= max) return [];
  const origin = sources.get('MAM_RATE_LIMIT_MAX') === 'default' ? ', the default' : '';
  return [
    {
      name: 'MAM_RATE_LIMIT_MIN',
      value: inSeconds(min),
      problem: `is more than MAM_RATE_LIMIT_MAX (${inSeconds(max)}${origin})`,
      remedy: 'Lower the one or raise the other: each pause is drawn between the two.',
    },
  ];
}

function checkPorts({ values, sources }: RuleInput): ConfigProblem[] {
  const { QB_HOST: host, QB_PORT: port } = values;
  if (values.QB_URL !== null || host === undefined || port === undefined) return [];
  if (host.port === null || host.port === port || sources.get('QB_PORT') === 'default') return [];
  return [
    {
      name: 'QB_PORT',
      value: String(port),
      problem: `is not the port that QB_HOST names (${host.port})`,
      remedy: 'Keep the right one of the two and remove the other.',
    },
  ];
}

function checkCredentials({ values }: RuleInput): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const pairs = [
    { name: 'MAM_USERNAME', other: 'MAM_PASSWORD' },
    { name: 'MAM_PASSWORD', other: 'MAM_USERNAME' },
    { name: 'QB_USERNAME', other: 'QB_PASSWORD' },
    { name: 'QB_PASSWORD', other: 'QB_USERNAME' },
  ] as const;
  for (const { name, other } of pairs) {
    if (values[name] !== null || values[other] === null || values[other] === undefined) continue;
    if (name.startsWith('QB_') && values.QB_API_KEY !== null) continue;
    const problem = `is not set, but ${other} is`;
    problems.push({ name, value: null, problem, remedy: `Set ${name} too, or unset ${other}.` });
  }
  return problems;
}

/** Who reaches the API decides: beyond this machine that takes a key. */
function checkApi(values: Partial<Values>): ConfigProblem[] {
  const { API_ENABLED: enabled, API_HOST: host, API_KEY: key } = values;
  if (enabled !== true || host === undefined) return [];
  const isName = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(host);
  if (isIP(host) === 0 && !isName) {
    const remedy = 'Write an address of this machine without scheme and port, such as 127.0.0.1.';
    return [{ name: 'API_HOST', value: host, problem: 'is no address to listen on', remedy }];
  }
  const url = URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}`);
  if (key !== null || (url !== null && isLoopback(url))) return [];
  return [
    {
      name: 'API_KEY',
      value: null,
      problem: `is not set, or a placeholder, but API_HOST=${host} lets other machines in`,
      remedy: 'Write a long random API_KEY, or API_HOST=127.0.0.1, or API_ENABLED=off.',
    },
  ];
}

/** Milliseconds as the user writes them, in seconds. */
export function inSeconds(ms: number): string {
  return String(ms / 1000);
}
