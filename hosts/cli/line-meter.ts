import type { Endpoint, Transport } from '../sdk/transport.js';

/** Counts what passes over an endpoint's lines, so that long work can say how far it has come. */
export class LineMeter {
  sentBytes = 0;
  receivedBytes = 0;

  /** The same endpoint, counted. */
  on(endpoint: Endpoint): Endpoint {
    return { ...endpoint, open: async () => this.#count(await endpoint.open()) };
  }

  #count(line: Transport): Transport {
    const countSent = (bytes: number) => {
      this.sentBytes += bytes;
    };
    const countReceived = (bytes: number) => {
      this.receivedBytes += bytes;
    };
    return {
      get pending() {
        return line.pending;
      },
      send(bytes) {
        countSent(bytes.length);
        line.send(bytes);
      },
      listen(listener) {
        line.listen({
          data(bytes) {
            countReceived(bytes.length);
            listener.data(bytes);
          },
          drained: () => listener.drained(),
          closed: (cause) => listener.closed(cause),
        });
      },
      close: () => line.close(),
    };
  }
}
