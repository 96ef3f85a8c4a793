import type { DeviceInfo } from './device-types.js';
import type { LinkError } from './errors.js';

/** Who is told of a link's beginning and end, each at most once. */
export interface LinkListener {
  /** The device answered, and its clock is known. */
  opened(info: DeviceInfo): void;
  /** The session is over, and not by `bye`. */
  closed(cause: LinkError): void;
}
