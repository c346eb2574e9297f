import { limits } from './limits.js';

/**
 * What is wrong with the text as a client's JWKS URL, or undefined where it will do: `https`, and `http`
 * on loopback, so that a developer's own web server can play the trusted one.
 */
export function jwksUrlProblem(text: string): string | undefined {
  if (text.length > limits.jwksUrlLength) return `must have ${limits.jwksUrlLength} characters at most`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return 'must be an absolute URL';
  if (url.username !== '' || url.password !== '') return 'must hold no user name and no password';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return undefined;
  return 'must be https, or http on a loopback address';
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
