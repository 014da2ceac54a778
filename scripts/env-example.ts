import { writeFile } from 'node:fs/promises';
import { renderEnvExample } from '../src/config.ts';

// Writes .env.example anew from the table of settings; a test holds the two together.
await writeFile(new URL('../.env.example', import.meta.url), renderEnvExample());
