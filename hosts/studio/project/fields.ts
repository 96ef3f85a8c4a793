import { packRgb565 } from '../../../firmware/pixels/rgb565.js';
import { StudioError } from '../image.js';

/** The fields of one object of a project file, read with a sentence for whatever is wrong and where. */
export class Fields {
  readonly path: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #known = new Set<string>();

  /** Throws StudioError where `value` is no object. */
  constructor(value: unknown, path: string) {
    this.path = path;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new StudioError(`${path} must be an object in braces: { ... }.`);
    }
    this.#values = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    this.#known.add(name);
    return this.#values[name] !== undefined;
  }

  text(name: string, fallback?: string): string {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'string') return value;
    throw this.#wrong(name, 'is a text in quotes');
  }

  yes(name: string): boolean {
    const value = this.#take(name) ?? false;
    if (typeof value === 'boolean') return value;
    throw this.#wrong(name, 'is true or false');
  }

  number(name: string, least: number, most: number, fallback?: number): number {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw this.#wrong(name, `is a number from ${least} to ${most}`);
  }

  whole(name: string, least: number, most: number, fallback?: number): number {
    const value = this.number(name, least, most, fallback);
    if (Number.isInteger(value)) return value;
    throw this.#wrong(name, `is a whole number from ${least} to ${most}`);
  }

  /** A list of so many whole numbers. */
  wholes(name: string, words: readonly string[]): number[] {
    const value = this.#take(name);
    if (Array.isArray(value) && value.length === words.length && value.every((each) => Number.isInteger(each)))
      return value;
    throw this.#wrong(name, `is [${words.join(', ')}] in whole pixels`);
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback?: T): T {
    const value = this.#take(name) ?? fallback;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw this.#wrong(name, `is one of ${choices.map((choice) => `"${choice}"`).join(', ')}`);
  }

  /** `#rgb` or `#rrggbb` as RGB565. */
  colour(name: string, fallback?: string): number {
    const value = this.#take(name) ?? fallback;
    const digits = typeof value === 'string' ? /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1] : undefined;
    if (digits === undefined) throw this.#wrong(name, 'is a colour as "#ffcc00"');
    const long = digits.length === 6 ? digits : digits.replaceAll(/./g, '$&$&');
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
    return packRgb565(red!, green!, blue!);
  }

  list(name: string): Fields[] {
    const value = this.#take(name);
    if (!Array.isArray(value)) throw this.#wrong(name, 'is a list in brackets: [ ... ]');
    return value.map((each, index) => new Fields(each, `${this.#at(name)}[${index}]`));
  }

  texts(name: string): string[] {
    const value = this.#take(name);
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    throw this.#wrong(name, 'is a list of texts');
  }

  child(name: string): Fields | undefined {
    return this.has(name) ? new Fields(this.#values[name], this.#at(name)) : undefined;
  }

  /** Objects by name. */
  children(name: string): Map<string, Fields> {
    const inner = this.child(name);
    if (inner === undefined) return new Map();
    return new Map(
      Object.entries(inner.#values).map(([key, value]) => [key, new Fields(value, `${inner.path}.${key}`)]),
    );
  }

  /** Throws StudioError where there is a field nobody has asked for. */
  done(): void {
    const unknown = Object.keys(this.#values).find((name) => !this.#known.has(name));
    if (unknown === undefined) return;
    const known = [...this.#known].sort().join(', ');
    throw new StudioError(`${this.path} does not have "${unknown}": what it may have is ${known}.`);
  }

  #take(name: string): unknown {
    this.#known.add(name);
    return this.#values[name];
  }

  #at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  #wrong(name: string, words: string): StudioError {
    const is = this.#values[name];
    const told = is === undefined ? 'is missing' : `cannot be ${JSON.stringify(is).slice(0, 60)}`;
    return new StudioError(`${this.#at(name)} ${told}: it ${words}.`);
  }
}
