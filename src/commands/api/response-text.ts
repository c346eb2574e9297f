import type { ApiAnswer } from '../../oauth/gateway-client.js';

/** A body as JSON where it is some, else as it came. */
export function parsedBody({ body, truncated }: Pick<ApiAnswer, 'body' | 'truncated'>): unknown {
  if (truncated || body.trim() === '') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The answer as a document: the request line, status, headers, time and body, in the form of an `.http` file. */
export function responseText(request: { method: string; url: string }, answer: ApiAnswer): string {
  const { explanation } = answer;
  const body = parsedBody(answer);
  const shown = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return [
    `### ${request.method} ${request.url}`,
    `# ${Math.round(answer.ms)} ms`,
    ...(explanation === undefined ? [] : [`# ${explanation.explanation}`, `# ${explanation.remedy}`]),
    '',
    `HTTP/1.1 ${answer.status}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    answer.truncated ? `${shown}\n…` : shown,
    '',
  ].join('\n');
}
