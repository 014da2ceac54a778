import { withoutRoot } from '../../src/embedded/privilege.ts';

// usage: node postgres-as-root.ts FOLDER PROGRAM. Tries what the start does, in a folder beside.
const [, , folder = '', program = ''] = process.argv;
try {
  await withoutRoot(folder, program);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
