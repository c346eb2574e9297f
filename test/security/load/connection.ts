import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  text: string;
}

export interface Question {
  method?: string;
  path: string;
  token?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The mock ended the connection before it had begun an answer, which it may when it stops. */
export class NotAnswered extends Error {}

/** One connection that is kept open; its requests go one after another. */
export class Connection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** @throws NotAnswered; Error where an answer ended in the middle */
  ask({ method = 'GET', path, token, headers = {}, body }: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      let begun = false;
      const outgoing = request({
        host: '127.0.0.1',
        port: this.port,
        agent: this.agent,
        method,
        path,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      outgoing.on('error', (error) => reject(begun ? error : new NotAnswered(error.message)));
      outgoing.on('response', (response) => {
        begun = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
