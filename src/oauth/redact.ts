/**
 * Text of a server as it may be shown: without the given credentials in any form they had on the
 * wire, without anything that looks like a JWT, on one line, bounded.
 */
export function safeText(text: string, credentials: readonly string[], maxLength = 400): string {
  let safe = text.slice(0, 64 * 1024);
  for (const credential of credentials) {
    if (credential.length < 4) continue;
    for (const form of new Set([credential, formEncode(credential), encodeURIComponent(credential)])) {
      safe = safe.replaceAll(form, '…');
    }
  }
  safe = safe
    .replaceAll(/eyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g, '…')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return safe.length > maxLength ? `${safe.slice(0, maxLength - 1)}…` : safe;
}

/** A value as it stands in an `application/x-www-form-urlencoded` body (RFC 6749 appendix B). */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}
