/*
 * Completes package-lock.json after `npm install` on a machine whose registry lacks the packages of
 * other platforms: npm then leaves them out of the lock, and refuses `npm ci` with "Missing … from
 * lock file", even where they aren't needed. Each gets an entry with its exact version and the
 * platform that its name tells; npm installs it on that platform only. Such an entry has no
 * integrity hash: a lock made where the registry has them all is better.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './setup/paths.mjs';

const FILE = inRoot('package-lock.json');
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPUS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
let added = 0;
for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`;
    if (lock.packages[path] !== undefined || !/^\d+\.\d+\.\d+/.test(version)) continue;
    lock.packages[path] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
if (added > 0) writeFileSync(FILE, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${added} packages of other platforms added to package-lock.json`);

/** `@swc/core-linux-arm-gnueabihf` → Linux, ARM, glibc. An unknown word ends it: nothing is guessed. */
function platformOf(name) {
  const words = name.split('/').pop().split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = CPUS.find((each) => words.includes(each));
  if (os === undefined || cpu === undefined) throw new Error(`${name} names no known platform`);
  if (os !== 'linux') return { cpu: [cpu], os: [os] };
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return { cpu: [cpu], libc: [libc], os: [os] };
}
