/** Trouble on the way to a device. The message is a sentence that says what to do; `cause` has what lies beneath. */
export class LinkError extends Error {
  override name = 'LinkError';
}

/** Nothing answers there, or nothing can be opened. */
export class DeviceMissingError extends LinkError {
  override name = 'DeviceMissingError';
}

/** The line is there, and nobody answers the greeting on it. */
export class NoAnswerError extends LinkError {
  override name = 'NoAnswerError';
}

/** The device speaks another version of the protocol, or refuses the greeting for another reason. */
export class RefusedError extends LinkError {
  override name = 'RefusedError';
}

/** The device went away in the middle. */
export class DeviceLostError extends LinkError {
  override name = 'DeviceLostError';
}

/** Another host greeted the device; it is theirs now. */
export class ReplacedError extends LinkError {
  override name = 'ReplacedError';
}

/** This device cannot do what was asked. */
export class NotSupportedError extends LinkError {
  override name = 'NotSupportedError';
}

/** A request had no answer although the device is there. */
export class RequestError extends LinkError {
  override name = 'RequestError';
}

/** The device refused a pack; nothing on it was changed. */
export class PackError extends LinkError {
  override name = 'PackError';
  /** Of `PackReason`. */
  readonly reason: number;

  constructor(message: string, reason: number) {
    super(message);
    this.reason = reason;
  }
}
