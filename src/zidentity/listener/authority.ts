/** `host:port` as `Host`, CONNECT and URLs have it. */
export interface Authority {
  /** Lower case; an IPv6 address in its brackets. */
  host: string;
  port: number | undefined;
}

const form = /^(\[[0-9a-f:.]{2,45}\]|[^\s:@/?#[\]\\]{1,253})(?::(\d{1,5}))?$/;

/** RFC 3986 §3.2 without user information. Undefined where it is malformed. */
export function parseAuthority(text: string): Authority | undefined {
  const match = form.exec(text.toLowerCase());
  if (match === null) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  if (port !== undefined && port > 65_535) return undefined;
  return { host: match[1] as string, port };
}
