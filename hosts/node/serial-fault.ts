/** The sentence for a port that cannot be opened: why, and what to do. `message` is serialport's, which has no codes. */
export function serialFault(path: string, name: string, { message }: Error): string {
  if (/permission denied|EACCES|access (is )?denied/i.test(message)) {
    return (
      `You may not open ${path}: join its group ("sudo usermod -aG dialout $USER", on Arch "uucp", then log in again), ` +
      'or add the udev rule SUBSYSTEM=="tty", ATTRS{idVendor}=="303a", MODE="0666".'
    );
  }
  if (/cannot lock|busy|EBUSY|temporarily unavailable/i.test(message)) {
    return `${path} is in use by another program: close it (a serial monitor, another verso) and try again.`;
  }
  if (/no such|ENOENT|file not found|cannot find/i.test(message)) {
    return `There is no port ${path}: plug the device in, or see "verso list" for the ports there are.`;
  }
  if (/is a directory|inappropriate ioctl|ENOTTY|not a typewriter|bad file descriptor/i.test(message)) {
    return `${path} is no serial port: see "verso list" for the ports there are.`;
  }
  return `${name} cannot be opened (${message}): unplug the device and plug it in again.`;
}
