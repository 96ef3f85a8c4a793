/** The words of the command line after the program's name. */
export function words(): string[];
/** A whole file of UTF-8. Throws `Error` with the system's reason. */
export function readFile(path: string): string;
/** Makes the file anew. Throws `Error` with the system's reason. */
export function writeFile(path: string, text: string): void;
/** Waits until `into[at...]` has `length` bytes of the third open file, on which a simulator asks; answers false where it ends before them. */
export function read(into: Uint8Array, at: number, length: number): boolean;
/** Writes to the fourth open file, where a simulator reads the calls. Throws `Error` where nobody reads it. */
export function write(from: Uint8Array, at: number, length: number): void;
/** A line on standard error. */
export function report(text: string): void;
/** Bytes that are neither the engine's heap nor frame memory. */
export function allocate(bytes: number): ArrayBuffer;
/**
 * What is in use after garbage was collected: bytes of chunks and number of slots of the engine's heap, the most of both there
 * ever was, and bytes of frame memory.
 */
export function memory(): [chunks: number, slots: number, mostChunks: number, mostSlots: number, frames: number];
