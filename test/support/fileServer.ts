import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';

/** What a server does with one request, instead of what it should. */
type Behaviour = (request: IncomingMessage, response: ServerResponse, content: Buffer) => void;

export interface ServedFile {
  content: Buffer;
  /** Used up one a request, then the server behaves. */
  readonly misbehaviour?: Behaviour[];
  readonly etag?: string;
  /** Answers 403, as some storage does also to what it does not have. */
  readonly forbidden?: boolean;
}

/** An HTTP server of files as they should be served: HEAD, ranges, ETags. */
export class FileServer {
  /** `GET /a.bin bytes=5-`, in the order in which they came. */
  readonly asked: string[] = [];
  #server!: Server;

  private constructor(readonly files: Map<string, ServedFile>) {}

  static async start(files: Record<string, ServedFile | Buffer | string>): Promise<FileServer> {
    const served = Object.entries(files).map(([path, file]): [string, ServedFile] => [
      path,
      typeof file === 'string' || Buffer.isBuffer(file) ? { content: Buffer.from(file) } : file,
    ]);
    const server = new FileServer(new Map(served));
    server.#server = await listening((request, response) => server.#answer(request, response));
    return server;
  }

  get address(): string {
    return addressOf(this.#server);
  }

  at(path: string): string {
    return `${this.address}/${path}`;
  }

  async stop(): Promise<void> {
    await stopped(this.#server);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { range } = request.headers;
    this.asked.push(`${request.method} ${request.url}${range ? ` ${range}` : ''}`);
    const path = decodeURIComponent(new URL(request.url!, 'http://here').pathname.slice(1));
    const file = this.files.get(path);
    if (!file) return void response.writeHead(404).end();
    if (file.forbidden) return void response.writeHead(403).end();
    const behave = request.method === 'GET' ? file.misbehaviour?.shift() : undefined;
    (behave ?? serve(file.etag))(request, response, file.content);
  }
}

/** As RFC 9110 says. */
export const serve =
  (etag?: string): Behaviour =>
  (request, response, content) => {
    const tag = etag ?? `"${createHash('sha1').update(content).digest('hex')}"`;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const ifRange = request.headers['if-range'];
    const start = asked && (ifRange === undefined || ifRange === tag) ? Number(asked[1]) : 0;
    if (start > 0 && start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
      return;
    }
    const headers = { etag: tag, 'content-length': content.length - start, 'accept-ranges': 'bytes' };
    const part = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
    if (start > 0) response.writeHead(206, { ...headers, ...part });
    else response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : content.subarray(start));
  };

/** Serves, but the connection breaks after so many bytes, and after the other side has had time to read them: a reset drops what was not read. */
export const breaksAfter =
  (bytes: number): Behaviour =>
  (request, response, content) => {
    const whole = response.end.bind(response);
    response.end = ((body?: Buffer) => {
      if (body && body.length > bytes)
        return (
          response.write(body.subarray(0, bytes), () => setTimeout(() => response.destroy(), 50)) && response
        );
      return whole(body);
    }) as typeof response.end;
    serve()(request, response, content);
  };

/** An HTTP proxy: absolute addresses and CONNECT. @see RFC 9110, section 9.3.6; RFC 9112, section 3.2.2 */
export class ProxyServer {
  /** `GET http://…` and `CONNECT host:port`. */
  readonly asked: string[] = [];
  #server!: Server;

  static async start(password?: string): Promise<ProxyServer> {
    const proxy = new ProxyServer();
    const mayPass = ({ headers }: IncomingMessage) =>
      password === undefined ||
      headers['proxy-authorization'] === `Basic ${Buffer.from(password).toString('base64')}`;
    proxy.#server = await listening(async (request, response) => {
      proxy.asked.push(`${request.method} ${request.url}`);
      if (!mayPass(request)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
      const answer = await fetch(request.url!, { method: request.method, redirect: 'manual' });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    proxy.#server.on('connect', (request, socket) => {
      proxy.asked.push(`CONNECT ${request.url}`);
      if (!mayPass(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      const [host, port] = request.url!.split(':');
      const beyond = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        beyond.pipe(socket).pipe(beyond);
      });
      beyond.on('error', () => socket.destroy());
      socket.on('error', () => beyond.destroy());
    });
    return proxy;
  }

  get address(): string {
    return addressOf(this.#server);
  }

  stop = (): Promise<void> => stopped(this.#server);
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function stopped(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return `http://127.0.0.1:${address.port}`;
}
