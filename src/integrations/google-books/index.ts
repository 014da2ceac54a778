export { createGoogleBooks, type GoogleBooksOptions } from './client.ts';
