/** A file that cannot be shown. The message is one sentence that names the file, the reason and, where there is one, the way out. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
}
