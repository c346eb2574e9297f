/**
 * A request that is refused with a status below 500. Thrown by handlers and by what reads requests; the
 * dispatcher turns it into an answer in the words of the area that the path belongs to.
 *
 * `message` goes out to the caller: it holds no secret and no token, and says how to mend the request.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  /** 400 to 499. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Titles for the statuses that the mock refuses with (RFC 9110 §15, RFC 6585). */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  411: 'Length Required',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
};

export function statusTitle(status: number): string {
  return titles[status] ?? 'Error';
}
