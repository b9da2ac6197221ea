/**
 * Waits for an answer until the signal fires. undici ends a request by its signal only once it is connected, so that a server
 * that stalls in the TLS handshake would hold a call beyond its deadline.
 * @param drop gets an answer that comes too late
 * @throws the signal's reason
 */
export async function unlessAborted<T>(
  answer: Promise<T>,
  signal: AbortSignal,
  drop: (late: T) => void,
): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
      answer.then(drop, () => undefined);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
