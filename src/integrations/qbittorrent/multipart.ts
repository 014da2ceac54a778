import { randomUUID } from 'node:crypto';

/** A file part. Two parts with one file name collapse in qBittorrent, so names are unique. */
export interface FilePart {
  readonly field: string;
  /** Plain ASCII, without quotes. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A `multipart/form-data` body and its content type, ready to be sent (and sent again). */
export interface MultipartBody {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Writes a multipart body; fields first, then the file. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file: FilePart | null,
): MultipartBody {
  const boundary = `----mamcrawler-${randomUUID()}`;
  const parts: Uint8Array[] = [];
  for (const [name, value] of Object.entries(fields)) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
    );
  }
  if (file !== null) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; ` +
          `filename="${file.fileName}"\r\nContent-Type: ${file.contentType}\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) };
}
