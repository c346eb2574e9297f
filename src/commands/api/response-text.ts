import type { Localiser } from '../../editor/localise.js';
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

/**
 * The answer as a document: request, status, time and headers as comments, then the body. `json` says whether the body
 * is JSON, so that the document is JSON with comments.
 */
export function responseText(
  request: { method: string; url: string },
  answer: ApiAnswer,
  l10n: Pick<Localiser, 'text'>,
): { text: string; json: boolean } {
  const { explanation } = answer;
  const body = parsedBody(answer);
  const json = typeof body !== 'string';
  const head = [
    `${request.method} ${request.url}`,
    `HTTP ${answer.status}, ${Math.round(answer.ms)} ms`,
    ...(explanation === undefined ? [] : [l10n.text(explanation.explanation), l10n.text(explanation.remedy)]),
    '',
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
  ].map((line) => `// ${line}`.trimEnd());
  const shown = json ? JSON.stringify(body, null, 2) : body;
  return { text: [...head, '', answer.truncated ? `${shown}\n…` : shown, ''].join('\n'), json };
}
