import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from 'fhir/r4.js';
import { createFhirServer } from './create-fhir-server.js';

export interface StartFhirServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** 127.0.0.1 (default) or localhost: the name in `url`. The server listens on 127.0.0.1 either way. */
  readonly host?: '127.0.0.1' | 'localhost';
  readonly patients: readonly {
    readonly patientId: string;
    readonly resources: readonly FhirResource[];
  }[];
  readonly maxPageSize?: number;
}

export interface RunningFhirServer {
  /** The FHIR base address, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves charts over HTTP to this machine alone: there is no authentication.
 *
 * @throws the system's error, with `code` EADDRINUSE for a busy port
 */
export async function startFhirServer(options: StartFhirServerOptions): Promise<RunningFhirServer> {
  const charts = new Map(options.patients.map((one) => [one.patientId, one.resources]));
  const { maxPageSize } = options;
  const app = await createFhirServer({
    charts,
    ...(maxPageSize === undefined ? {} : { maxPageSize }),
  });
  const server = createServer(app);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${String(port)}/fhir`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        // keep-alive connections would hold the close for seconds
        server.closeAllConnections();
      }),
  };
}
