/** Who listens to a transport. */
export interface TransportListener {
  /** Bytes arrived, cut anywhere; good during the call only. */
  data(bytes: Uint8Array): void;
  /** `pending` fell. */
  drained(): void;
  /** The line is gone; nothing is called any more. Without a cause it was closed on purpose. */
  closed(cause?: Error): void;
}

/** An open line that carries bytes both ways: serial, TCP, WebSocket. */
export interface Transport {
  /** Queues a copy of the bytes. Never throws for what the line does: that is `closed`. */
  send(bytes: Uint8Array): void;
  /** Bytes that were sent and not yet handed to the system. */
  readonly pending: number;
  /** Sets the listener, once, before anything arrives. */
  listen(listener: TransportListener): void;
  /** Closes the line once what is pending is sent; harmless when repeated. */
  close(): Promise<void>;
}

/** A place where a device may answer. */
export interface Endpoint {
  /** As a person would write it: `tcp:127.0.0.1:7373`, `serial:/dev/ttyACM0@115200`. */
  readonly name: string;
  /** The most payload a packet should carry here: 256 on a UART; 1,024 where absent. */
  readonly largestPayload?: number;
  /** Opens a line; rejects with a `LinkError` that says what to do. */
  open(): Promise<Transport>;
}
