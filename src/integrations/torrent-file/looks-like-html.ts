/**
 * True when the bytes begin as an HTML page does: a download that answers with a page is most
 * often the tracker's login page, which the caller recognises by its own means.
 */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('utf8');
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script)\b/i.test(
    head,
  );
}
