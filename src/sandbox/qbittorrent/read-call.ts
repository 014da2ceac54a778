import type { IncomingMessage } from 'node:http';
import type { Call } from './reply.ts';

/** Reads a request to its end: query, form and files. */
export async function readCall(request: IncomingMessage, url: URL, path: string): Promise<Call> {
  const form = new Map(url.searchParams);
  const files = new Map<string, Buffer>();
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) form.set(name, value);
  }
  if (type.startsWith('multipart/form-data')) await readParts(body, type, { form, files });
  return { method: request.method ?? 'GET', path, form, files };
}

async function readParts(
  body: Uint8Array<ArrayBuffer>,
  type: string,
  into: { readonly form: Map<string, string>; readonly files: Map<string, Buffer> },
): Promise<void> {
  const parts = await new Response(body, { headers: { 'content-type': type } }).formData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') into.form.set(name, value);
    else into.files.set(value.name, Buffer.from(await value.arrayBuffer()));
  }
}
