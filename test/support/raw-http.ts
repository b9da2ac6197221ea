import { connect } from 'node:net';

/** Bytes as they come, without a client that would repair them. */
export interface RawAnswer {
  /** All that came back until the connection ended, or until enough had come. */
  readonly text: string;
  readonly statuses: readonly number[];
}

/**
 * Sends bytes and reads what comes back until the server ends the connection.
 * @param answers stop after so many answers, for connections that stay open
 */
export function sendRaw(
  port: number,
  bytes: string | Buffer | readonly (string | Buffer)[],
  answers = Infinity,
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [bytes] : bytes)
        socket.write(part);
    });
    const done = () => {
      socket.destroy();
      resolve({ text, statuses: statusesIn(text) });
    };
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (statusesIn(text).length >= answers && text.endsWith('}')) done();
    });
    socket.on('close', done).on('error', done);
  });
}

const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
