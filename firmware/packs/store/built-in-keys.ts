/**
 * Public keys (65 bytes each) whose packs every device trusts. There is none until somebody makes packs for everybody and keeps
 * the private half; what an owner trusts is told the device by SETTINGS.
 */
export const BUILT_IN_KEYS: readonly Uint8Array[] = [];
