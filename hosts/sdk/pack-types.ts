/** A pack that is in the device's flash. */
export interface InstalledPack {
  /** Thirty-two hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Bytes of its file. */
  readonly length: number;
  readonly signed: boolean;
  /** How many faces it has; a face is named by its number from 0. */
  readonly faces: number;
}

/** From this minute of the day on (0..1439) this face is shown. */
export interface ScheduleEntry {
  readonly minute: number;
  readonly id: string;
  /** 0 where absent. */
  readonly face?: number;
}

/** All about the packs of a device. */
export interface PackShelf {
  readonly packs: readonly InstalledPack[];
  /** Id of the pack that is chosen; `null` for the built-in face. */
  readonly chosen: string | null;
  /** Which of its faces. */
  readonly face: number;
  /** The chosen pack failed to start, and the built-in face stands in for it. */
  readonly failed: boolean;
  readonly mode: 'still' | 'rotate' | 'schedule';
  /** How long each face is shown in a rotation. */
  readonly seconds: number;
  readonly schedule: readonly ScheduleEntry[];
  /** Whether packs without signature may be installed. */
  readonly allowsUnsigned: boolean;
  readonly freeBytes: number;
  readonly capacityBytes: number;
}

export interface InstallProgress {
  /** `checking`: all is there, and the device reads it back. */
  readonly stage: 'sending' | 'checking';
  /** Bytes of the file that are done in this stage; what an earlier transfer left counts as sent. */
  readonly bytes: number;
  readonly total: number;
}

export interface InstallOptions {
  /** The pack need not be signed; the device must be set to allow that. */
  readonly unsigned?: boolean;
  /** Show it as soon as it is installed; true where absent. */
  readonly use?: boolean;
  readonly onProgress?: (progress: InstallProgress) => void;
  /** How long to wait for a device that went away in the middle; 10,000 where absent. */
  readonly patienceMillis?: number;
}
