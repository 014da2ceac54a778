export type { GoogleBooksFault, GoogleBooksFaults } from './faults.ts';
export {
  startGoogleBooks,
  type GoogleBooksRequest,
  type GoogleBooksSandbox,
  type GoogleBooksSandboxOptions,
} from './server.ts';
